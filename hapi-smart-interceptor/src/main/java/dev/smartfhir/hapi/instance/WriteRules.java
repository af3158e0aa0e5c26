package dev.smartfhir.hapi.instance;

import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.hapi.verdict.Verdict;
import dev.smartfhir.scopes.Interaction;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * What a restricted grant may write: resources about a patient of the token's and nobody else, before and after, that
 * stay with that patient and lead to nothing of another's (D-10, D-11). A body to be created has no id yet, so that no
 * Patient is ever created.
 */
public final class WriteRules {

    private static final String PATIENT = "Patient";

    private final WrittenReferences references;

    /** Rules for a server that stores these. */
    public WriteRules(StoredResources stored) {
        this.references = new WrittenReferences(stored);
    }

    /** Judges a body to be created, from the request alone. */
    public void checkCreate(IBaseResource body, Grants grants) {
        if (body == null || !grants.extent(new Need(Interaction.CREATE, body.fhirType())).isRestricted()) {
            return;
        }
        boolean ofItsOwn = body.fhirType().equals(PATIENT) && grants.boundTo(Interaction.CREATE, body).isPresent();
        if (ofItsOwn || !grants.mayWrite(Interaction.CREATE, body)) {
            throw refusal(Interaction.CREATE, body);
        }
        references.check(Interaction.CREATE, body, Set.of(), grants);
    }

    /** Judges the new body of an update, from the request alone; that of a Patient has its id in the URL. */
    public void checkUpdate(IBaseResource body, Grants grants) {
        if (body != null && !body.fhirType().equals(PATIENT)
                && grants.extent(new Need(Interaction.UPDATE, body.fhirType())).isRestricted()
                && !grants.mayWrite(Interaction.UPDATE, body)) {
            throw refusal(Interaction.UPDATE, body);
        }
    }

    /** Judges an update by what is stored and what is about to be; it never creates (D-02). */
    public void checkUpdate(IBaseResource before, IBaseResource after, Grants grants) {
        if (grants.allows(new Need(Interaction.UPDATE, after.fhirType()))) {
            return;
        }
        if (before == null || !grants.mayWrite(Interaction.UPDATE, before)) {
            throw new NotFound();
        }
        if (!grants.mayWrite(Interaction.UPDATE, after) || !grants.mayChange(before, after)) {
            throw refusal(Interaction.UPDATE, after);
        }
        references.check(Interaction.UPDATE, after, grants.ledToBy(before), grants);
    }

    /** Judges a delete by what is stored. */
    public void checkDelete(IBaseResource stored, Grants grants) {
        if (!grants.mayWrite(Interaction.DELETE, stored)) {
            throw new NotFound();
        }
    }

    /** Judges the creation of a resource by PUT, which needs the whole type (D-02). */
    public void checkCreateByUpdate(IBaseResource body, Grants grants) {
        if (!grants.allows(new Need(Interaction.UPDATE, body.fhirType()))) {
            throw new NotFound();
        }
    }

    static RuntimeException refusal(Interaction letter, IBaseResource body) {
        return Refusals.exception(
                new Verdict.Forbidden(Rule.COMPARTMENT, List.of(new Need(letter, body.fhirType()))));
    }
}
