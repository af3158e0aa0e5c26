package dev.smartfhir.table;

import java.util.Map;

/**
 * A column of the table: a token of some kind.
 *
 * @param scope  its scope, once for each type of the row: {@code {type}}, {@code {letters}} and {@code {constraint}}
 *               are filled in
 * @param claims what the token says beside its scope
 * @param covers which resources of the type it covers
 * @param en     its name
 * @param zh     its name in Traditional Chinese
 */
public record Grant(String scope, Map<String, String> claims, Covers covers, String en, String zh) {

    /** Which resources of a type a grant covers, told from the data set alone. */
    public enum Covers {
        /** Every one of every type. */
        everything,
        /** Every one of the row's types. */
        all,
        /** Those that meet the constraint. */
        meeting,
        /** Those about the patient of the token. */
        patient,
        /** Those about the patient of the token that meet the constraint. */
        patientMeeting,
        /** None. */
        none
    }

    /** Whether the grant can cover some resources of a type and not others. */
    public boolean isRestricted() {
        return covers != Covers.everything && covers != Covers.all;
    }
}
