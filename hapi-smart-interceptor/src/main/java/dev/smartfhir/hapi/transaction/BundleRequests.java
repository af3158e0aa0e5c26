package dev.smartfhir.hapi.transaction;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.decision.JudgedEntry;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.instance.InstanceGuard;
import dev.smartfhir.hapi.interaction.Writes;
import dev.smartfhir.hapi.match.InlineMatchUrls;
import dev.smartfhir.hapi.operation.AllowedOperations;
import dev.smartfhir.hapi.refusal.Refusal;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Judge;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.hapi.verdict.Verdict;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * Judges a Bundle that was posted to the FHIR base, entry by entry and before anything is done (SCO-13).
 *
 * <p>One refused entry refuses a whole transaction. From a batch the refused entries are taken out, so that they never
 * reach the database and tell nothing about what is stored; their answers are kept for {@link RefusedEntries}.
 */
public final class BundleRequests {

    private static final String NOT_AN_INTERACTION = "Only a Bundle of type transaction or batch can be posted to the "
            + "FHIR base. To store a Bundle of another type, such as collection, post it to [base]/Bundle.";

    private final EntryDemands entries;
    private final EntryResources resources;
    private final Judge judge;

    /** Bundles whose entries are judged by these. */
    public BundleRequests(SearchDemands searches, Writes writes, InlineMatchUrls matchUrls, InstanceGuard instances,
            AllowedOperations operations, Judge judge) {
        this.entries = new EntryDemands(searches, writes, matchUrls, operations);
        this.resources = new EntryResources(instances);
        this.judge = judge;
    }

    /**
     * Judges the Bundle.
     *
     * @param cascadeHeader whether a header asks for cascading deletes
     * @return what became of each entry of a batch; a transaction passes whole or throws
     */
    public AdmittedBundle admit(Bundle bundle, Grants grants, boolean cascadeHeader) {
        // HAPI takes a Bundle without a type for a transaction.
        if (!bundle.hasType() || bundle.getType() == BundleType.TRANSACTION) {
            return admitWhole(bundle, grants, cascadeHeader);
        }
        if (bundle.getType() == BundleType.BATCH) {
            return takeOut(bundle, grants, cascadeHeader);
        }
        throw Refusals.exception(new Verdict.Invalid(NOT_AN_INTERACTION));
    }

    private AdmittedBundle admitWhole(Bundle bundle, Grants grants, boolean cascadeHeader) {
        List<Demands> each = bundle.getEntry().stream()
                .map(entry -> demands(entry, grants, cascadeHeader))
                .toList();
        Verdict whole = judge.judge(Demands.all(each.stream()), grants);
        if (!whole.isAllowed()) {
            Refusals.enforce(grants.isRestricted() ? onEach(bundle, each, grants) : whole);
        }
        for (int i = 0; i < each.size(); i++) {
            resources.admit(bundle.getEntry().get(i), each.get(i), grants);
        }
        List<JudgedEntry> judged = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            judged.add(allowed(bundle.getEntry().get(i), each.get(i), grants));
        }
        return new AdmittedBundle(judged, RefusedEntries.none());
    }

    private static JudgedEntry allowed(BundleEntryComponent entry, Demands demands, Grants grants) {
        EntryPath path = EntryPath.of(entry);
        return new JudgedEntry(path.interaction(), path.type(), path.id(),
                () -> isOwnRecord(entry.getRequest(), grants)
                        ? grants.openingOwnRecord() : grants.meeting(demands.needs()),
                Optional.empty());
    }

    private static JudgedEntry refused(BundleEntryComponent entry, BaseServerResponseException refusal) {
        EntryPath path = EntryPath.of(entry);
        return new JudgedEntry(path.interaction(), path.type(), path.id(), ScopeSet::empty, Refusal.in(refusal));
    }

    /** The read of the user's own record needs no scope of its type (ID-13). */
    private Demands demands(BundleEntryComponent entry, Grants grants, boolean cascadeHeader) {
        return isOwnRecord(entry.getRequest(), grants) ? Demands.none() : entries.of(entry, cascadeHeader);
    }

    private static boolean isOwnRecord(BundleEntryRequestComponent request, Grants grants) {
        return request.getMethod() == HTTPVerb.GET && request.hasUrl()
                && EntryUrl.parse(request.getUrl())
                        .filter(url -> url.depth() == 2)
                        .filter(url -> grants.mayReadAsUser(url.segment(0), url.segment(1)))
                        .isPresent();
    }

    /** The verdict on a transaction of which some resources of a type are enough: what is forbidden stands first. */
    private Verdict onEach(Bundle bundle, List<Demands> each, Grants grants) {
        List<Verdict> refused = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            Verdict verdict = verdict(bundle.getEntry().get(i), each.get(i), grants);
            if (!verdict.isAllowed()) {
                refused.add(verdict);
            }
        }
        return refused.stream().filter(Verdict.Forbidden.class::isInstance).findFirst()
                .or(() -> refused.stream().findFirst())
                .orElseGet(() -> onAll(bundle, each));
    }

    private static Verdict onAll(Bundle bundle, List<Demands> each) {
        return SameResource.isWrittenTwice(bundle)
                ? new Verdict.Invalid(SameResource.TWICE)
                : onReferences(bundle.getEntry(), each);
    }

    private static Verdict onReferences(List<BundleEntryComponent> entries, List<Demands> each) {
        return SubstitutedReferences.areIn(entries)
                ? new Verdict.Forbidden(Rule.RESTRICTED, Demands.all(each.stream()).needs())
                : new Verdict.Allowed();
    }

    private Verdict verdict(BundleEntryComponent entry, Demands demands, Grants grants) {
        return entries.isPerResource(entry) ? judge.judgeBeforeBodies(demands, grants) : judge.judge(demands, grants);
    }

    private AdmittedBundle takeOut(Bundle bundle, Grants grants, boolean cascadeHeader) {
        SortedMap<Integer, BaseServerResponseException> refused = new TreeMap<>();
        List<BundleEntryComponent> kept = new ArrayList<>();
        List<JudgedEntry> judged = new ArrayList<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            try {
                Demands demands = demands(entry, grants, cascadeHeader);
                Refusals.enforce(verdict(entry, demands, grants));
                if (!judge.judge(demands, grants).isAllowed()) {
                    Refusals.enforce(onReferences(List.of(entry), List.of(demands)));
                }
                resources.admit(entry, demands, grants);
                kept.add(entry);
                judged.add(allowed(entry, demands, grants));
            } catch (BaseServerResponseException refusal) {
                refused.put(refused.size() + kept.size(), refusal);
                judged.add(refused(entry, refusal));
            }
        }
        if (!refused.isEmpty()) {
            bundle.setEntry(kept);
        }
        return new AdmittedBundle(judged, new RefusedEntries(refused));
    }
}
