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
import java.util.stream.Stream;
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
     * Labels a body that is about to be created, where exactly one label of the form {@code system|code} puts it into
     * what the grant reaches; a body that is in it already stays as it is.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException where several would
     */
    public void stamp(IBaseResource body, Grants grants) {
        if (!grants.writableParts(Interaction.CREATE, body).isEmpty()) {
            return;
        }
        Set<Label> fitting = new HashSet<>();
        for (Part part : grants.extent(new Need(Interaction.CREATE, body.fhirType())).parts()) {
            demandedBy(part)
                    .filter(label -> puts(body, label, part, grants))
                    .ifPresent(fitting::add);
        }
        if (fitting.size() > 1) {
            throw refusal(Interaction.CREATE, body);
        }
        fitting.forEach(label -> add(body, label));
    }

    /** Gives the new body of a resource the labels and tags that the stored one has and it lacks. */
    public void carry(IBaseResource before, IBaseResource after) {
        if (before != after && before.getMeta() instanceof Meta stored && after.getMeta() instanceof Meta meta) {
            add(stored.getSecurity(), meta.getSecurity());
            add(stored.getTag(), meta.getTag());
        }
    }

    /**
     * Judges the labels of a body that a part of a restricted grant holds. What is stored is given a label only by the
     * scope that reaches it already, or by one that differs from that in nothing but its labels: else a scope that
     * reaches it by its patient or by its type would open it to those who see that label.
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
        List<Part> labelling = labelling(letter, before, body, grants).toList();
        if (!added.stream().allMatch(label -> labelling.stream().anyMatch(part -> LabelConstraint.name(label, part)))) {
            throw refusal(letter, body);
        }
    }

    private static Stream<Part> labelling(
            Interaction letter, Optional<IBaseResource> before, IBaseResource body, Grants grants) {
        Stream<Part> holding = grants.writableParts(letter, body).stream();
        if (before.isEmpty()) {
            return holding;
        }
        Set<Part> known = grants.writableParts(letter, before.get()).stream()
                .filter(part -> LabelConstraint.of(part).findAny().isPresent())
                .map(LabelConstraint::leftOutOf)
                .collect(Collectors.toSet());
        return holding.filter(part -> known.contains(LabelConstraint.leftOutOf(part)));
    }

    /** The label that a part demands; empty where it demands none, leaves a choice, or contradicts itself. */
    private static Optional<Label> demandedBy(Part part) {
        Set<Label> demanded = LabelConstraint.of(part).flatMap(constraint -> constraint.only().stream())
                .collect(Collectors.toSet());
        return demanded.size() == 1 ? demanded.stream().filter(label -> LabelConstraint.name(label, part)).findFirst()
                : Optional.empty();
    }

    /** Tries the label on the body, and takes it off again. */
    private static boolean puts(IBaseResource body, Label label, Part part, Grants grants) {
        List<? extends IBaseCoding> security = body.getMeta().getSecurity();
        int own = security.size();
        add(body, label);
        try {
            return grants.writableParts(Interaction.CREATE, body).contains(part);
        } finally {
            List<? extends IBaseCoding> tried = body.getMeta().getSecurity();
            tried.subList(own, tried.size()).clear();
        }
    }

    private static void add(IBaseResource body, Label label) {
        if (!Label.allOf(body).contains(label)) {
            body.getMeta().addSecurity().setSystem(label.system()).setCode(label.code());
        }
    }

    private static void add(List<Coding> stored, List<Coding> present) {
        Set<Label> known = present.stream().map(Label::of).collect(Collectors.toSet());
        stored.stream().filter(coding -> !known.contains(Label.of(coding))).map(Coding::copy).forEach(present::add);
    }

    private static RuntimeException refusal(Interaction letter, IBaseResource body) {
        return Refusals.exception(new Verdict.Forbidden(Rule.LABEL, List.of(new Need(letter, body.fhirType()))));
    }
}
