package dev.smartfhir.hapi.label;

import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.grant.Part;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.hapi.verdict.Verdict;
import dev.smartfhir.scopes.Interaction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseCoding;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;

/**
 * Which labels a restricted grant sets: those that its own scopes name, and none is ever taken away.
 *
 * <p>Labels decide who sees a resource, so that whoever may write only some resources must not choose them freely. A
 * create that lacks just the label that its scope demands is given it.
 */
public final class LabelRules {

    /**
     * Labels a body that is about to be created, where exactly one set of labels of the form {@code system|code} puts
     * it into what the grant reaches; a body that is in it already stays as it is.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException where several would
     */
    public void stamp(IBaseResource body, Grants grants) {
        if (!grants.writableParts(Interaction.CREATE, body).isEmpty()) {
            return;
        }
        Set<Set<Label>> fitting = new HashSet<>();
        for (Part part : grants.extent(new Need(Interaction.CREATE, body.fhirType())).parts()) {
            demandedBy(part)
                    .filter(labels -> puts(body, labels, part, grants))
                    .ifPresent(fitting::add);
        }
        if (fitting.size() > 1) {
            throw refusal(Interaction.CREATE, body);
        }
        fitting.forEach(labels -> add(body, labels));
    }

    /** Gives the new body of a resource the labels and tags that the stored one has and it lacks. */
    public void carry(IBaseResource before, IBaseResource after) {
        if (before != after && before.getMeta() instanceof Meta stored && after.getMeta() instanceof Meta meta) {
            add(stored.getSecurity(), meta.getSecurity());
            add(stored.getTag(), meta.getTag());
        }
    }

    /**
     * Judges the labels of a body that a part of a restricted grant holds.
     *
     * @param before the stored resource; empty for a create
     * @throws ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException where one is new that no such part names
     */
    public void check(Interaction letter, Optional<IBaseResource> before, IBaseResource body, Grants grants) {
        Set<Label> added = new HashSet<>(Label.allOf(body));
        before.map(Label::allOf).ifPresent(added::removeAll);
        if (added.isEmpty() || grants.allows(new Need(letter, body.fhirType()))) {
            return;
        }
        List<LabelConstraint> named = grants.writableParts(letter, body).stream()
                .flatMap(LabelConstraint::of)
                .toList();
        if (!added.stream().allMatch(label -> named.stream().anyMatch(constraint -> constraint.names(label)))) {
            throw refusal(letter, body);
        }
    }

    /** The labels that a part demands; empty where it demands none, or leaves a choice. */
    private static Optional<Set<Label>> demandedBy(Part part) {
        List<Optional<Label>> demanded = LabelConstraint.of(part).map(LabelConstraint::only).toList();
        return demanded.isEmpty() || demanded.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(demanded.stream().map(Optional::get).collect(Collectors.toSet()));
    }

    /** Tries the labels on the body, and takes them off again. */
    private static boolean puts(IBaseResource body, Set<Label> labels, Part part, Grants grants) {
        List<? extends IBaseCoding> security = body.getMeta().getSecurity();
        int own = security.size();
        add(body, labels);
        try {
            return grants.writableParts(Interaction.CREATE, body).contains(part);
        } finally {
            List<? extends IBaseCoding> tried = body.getMeta().getSecurity();
            tried.subList(own, tried.size()).clear();
        }
    }

    private static void add(IBaseResource body, Set<Label> labels) {
        Set<Label> present = Label.allOf(body);
        labels.stream().filter(label -> !present.contains(label)).forEach(label ->
                body.getMeta().addSecurity().setSystem(label.system()).setCode(label.code()));
    }

    private static void add(List<Coding> stored, List<Coding> present) {
        Set<Label> known = present.stream().map(Label::of).collect(Collectors.toSet());
        stored.stream().filter(coding -> !known.contains(Label.of(coding))).map(Coding::copy).forEach(present::add);
    }

    private static RuntimeException refusal(Interaction letter, IBaseResource body) {
        return Refusals.exception(new Verdict.Forbidden(Rule.LABEL, List.of(new Need(letter, body.fhirType()))));
    }
}
