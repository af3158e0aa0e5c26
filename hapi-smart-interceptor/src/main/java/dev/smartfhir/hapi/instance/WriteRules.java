package dev.smartfhir.hapi.instance;

import dev.smartfhir.hapi.binary.BinaryRules;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.label.LabelRules;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.hapi.verdict.Verdict;
import dev.smartfhir.scopes.Interaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * What a restricted grant may write: resources that it reaches, before and after, with the labels that they had and
 * those that its scopes name (D-10, D-11). What it reaches for a patient is about that patient and nobody else, stays
 * with that patient, leads to nothing of another's, and makes nobody act for him longer than before; a body to be
 * created has no id yet, so that no Patient is ever created so.
 */
public final class WriteRules {

    private static final String PATIENT = "Patient";

    private final WrittenReferences references;
    private final LabelRules labels = new LabelRules();

    /** Rules for a server that stores these. */
    public WriteRules(StoredResources stored) {
        this.references = new WrittenReferences(stored);
    }

    /** Judges a body to be created, from the request alone, once it has been given the label that it lacks. */
    public void checkCreate(IBaseResource body, Grants grants) {
        if (body != null) {
            if (grants.extent(new Need(Interaction.CREATE, body.fhirType())).isRestricted()) {
                labels.stamp(body, grants);
            }
            checkCreated(body, grants);
        }
    }

    /** Judges a body that has just been created, after whatever the server has made of it. */
    public void checkCreated(IBaseResource body, Grants grants) {
        BinaryRules.check(Interaction.CREATE, body, grants);
        if (!grants.extent(new Need(Interaction.CREATE, body.fhirType())).isRestricted()) {
            return;
        }
        boolean ofItsOwn = body.fhirType().equals(PATIENT) && grants.boundTo(Interaction.CREATE, body).isPresent();
        if (ofItsOwn || !grants.mayWrite(Interaction.CREATE, body)) {
            throw refusal(Interaction.CREATE, body, grants);
        }
        labels.check(Interaction.CREATE, Optional.empty(), body, grants);
        references.check(Interaction.CREATE, body, Set.of(), grants);
    }

    /**
     * Judges an update by what is stored, and by what is about to be with the labels of what is; it never creates,
     * be it what has been deleted: HAPI keeps its labels.
     */
    public void checkUpdate(IBaseResource before, IBaseResource after, Grants grants) {
        if (before != null && before.isDeleted()) {
            checkCreateByUpdate(after, grants);
        }
        if (before != null && !grants.showsContextOf(before)) {
            throw new NotFound();
        }
        BinaryRules.check(Interaction.UPDATE, after, grants);
        if (grants.allows(new Need(Interaction.UPDATE, after.fhirType()))) {
            return;
        }
        if (before == null || !grants.mayWrite(Interaction.UPDATE, before)) {
            throw new NotFound();
        }
        labels.carry(before, after);
        if (!grants.mayWrite(Interaction.UPDATE, after) || !grants.mayChange(before, after)) {
            throw refusal(Interaction.UPDATE, after, grants);
        }
        if (grants.boundTo(Interaction.UPDATE, after).isPresent() && ActingLinks.areWidened(before, after)) {
            throw Refusals.exception(new Verdict.Forbidden(
                    Rule.ACTING, List.of(new Need(Interaction.UPDATE, after.fhirType()))));
        }
        labels.check(Interaction.UPDATE, Optional.of(before), after, grants);
        references.check(Interaction.UPDATE, after, grants.ledToBy(before), grants);
    }

    /** Judges a patch, which keeps what it does not name: what is hidden must not move to where it is shown. */
    public void checkPatch(IBaseResource before, IBaseResource after, Grants grants) {
        if (before != null && !grants.shows(before) && grants.shows(after)) {
            throw Refusals.exception(new Verdict.Forbidden(Rule.PATCH, List.of(
                    new Need(Interaction.UPDATE, after.fhirType()), new Need(Interaction.READ, after.fhirType()))));
        }
    }

    /** Judges a delete by what is stored. */
    public void checkDelete(IBaseResource stored, Grants grants) {
        if (!grants.mayWrite(Interaction.DELETE, stored) || !grants.showsContextOf(stored)) {
            throw new NotFound();
        }
    }

    /** Judges the creation of a resource by PUT, which needs the whole type (D-02), and tells of none that is hidden. */
    public void checkCreateByUpdate(IBaseResource body, Grants grants) {
        if (!grants.allows(new Need(Interaction.UPDATE, body.fhirType()))
                || BinaryRules.apply(body.fhirType(), grants)) {
            throw new NotFound();
        }
    }

    static RuntimeException refusal(Interaction letter, IBaseResource body, Grants grants) {
        Need need = new Need(letter, body.fhirType());
        boolean constrained = grants.extent(need).parts().stream().anyMatch(part -> !part.constraints().isEmpty());
        return Refusals.exception(new Verdict.Forbidden(
                constrained ? Rule.CONSTRAINT : Rule.COMPARTMENT, List.of(need)));
    }
}
