package dev.smartfhir.hapi.transaction;

import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.interaction.Writes;
import dev.smartfhir.hapi.match.InlineMatchUrls;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Judge;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/**
 * Judges a Bundle that was posted to the FHIR base, entry by entry and before anything is done.
 *
 * <p>One refused entry refuses a whole transaction. From a batch the refused entries are taken out, so that they never
 * reach the database and tell nothing about what is stored; their answers are kept for {@link RefusedEntries}.
 */
public final class BundleRequests {

    private static final String NOT_AN_INTERACTION = "Only a Bundle of type transaction or batch can be posted to the "
            + "FHIR base. To store a Bundle of another type, such as collection, post it to [base]/Bundle.";

    private final EntryDemands entries;
    private final Judge judge;

    /** Bundles whose entries are judged by these. */
    public BundleRequests(SearchDemands searches, Writes writes, InlineMatchUrls matchUrls, Judge judge) {
        this.entries = new EntryDemands(searches, writes, matchUrls);
        this.judge = judge;
    }

    /**
     * Judges the Bundle.
     *
     * @param cascadeHeader whether a header asks for cascading deletes
     * @return the entries that were taken out of a batch; none for a transaction, which passes whole or throws
     */
    public RefusedEntries admit(Bundle bundle, Grants grants, boolean cascadeHeader) {
        // HAPI takes a Bundle without a type for a transaction.
        if (!bundle.hasType() || bundle.getType() == BundleType.TRANSACTION) {
            Demands whole = Demands.all(bundle.getEntry().stream().map(entry -> entries.of(entry, cascadeHeader)));
            Refusals.enforce(judge.judge(whole, grants));
            return RefusedEntries.none();
        }
        if (bundle.getType() == BundleType.BATCH) {
            return takeOut(bundle, grants, cascadeHeader);
        }
        throw Refusals.exception(new Verdict.Invalid(NOT_AN_INTERACTION));
    }

    private RefusedEntries takeOut(Bundle bundle, Grants grants, boolean cascadeHeader) {
        SortedMap<Integer, Verdict> refused = new TreeMap<>();
        List<BundleEntryComponent> kept = new ArrayList<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            Verdict verdict = judge.judge(entries.of(entry, cascadeHeader), grants);
            if (verdict.isAllowed()) {
                kept.add(entry);
            } else {
                refused.put(refused.size() + kept.size(), verdict);
            }
        }
        if (!refused.isEmpty()) {
            bundle.setEntry(kept);
        }
        return new RefusedEntries(refused);
    }
}
