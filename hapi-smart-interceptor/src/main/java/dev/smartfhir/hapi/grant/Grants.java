package dev.smartfhir.hapi.grant;

import dev.smartfhir.hapi.compartment.PatientCompartment;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * What one token grants: the only place that turns scopes into access.
 *
 * <p>Scopes grant, united: {@code system/} every resource, {@code patient/} the compartment of the patient in the
 * token, {@code user/} what the policy says of the user; of these, constrained ones what meets their constraints.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">
 *      SMART App Launch 2.2, Scopes for requesting FHIR Resources</a>
 */
public final class Grants {

    private final ScopeSet scopes;
    private final PatientCompartment compartment;
    private final TokenContext context;
    private final ConstraintMatcher constraints;
    private final SecurityContexts contexts;
    private final Reach reach;

    /** The grants of a token with these scopes, for this patient and this user, where no resource decides on another. */
    public Grants(
            ScopeSet scopes, PatientCompartment compartment, ConstraintMatcher constraints, TokenContext context) {
        this(scopes, compartment, constraints, SecurityContexts.NONE, context);
    }

    /** The grants of a token with these scopes, for this patient and this user. */
    public Grants(
            ScopeSet scopes, PatientCompartment compartment, ConstraintMatcher constraints, SecurityContexts contexts,
            TokenContext context) {
        this.scopes = scopes;
        this.compartment = compartment;
        this.context = context;
        this.constraints = constraints;
        this.contexts = contexts;
        this.reach = new Reach(scopes, compartment, constraints, context);
    }

    /** Which resources a letter on a type reaches. */
    public Extent extent(Need need) {
        return reach.of(need);
    }

    /** Whether every resource of the type is open to the letter. */
    public boolean allows(Need need) {
        return extent(need).every();
    }

    /** Whether any resource of the type can be open to the letter. */
    public boolean reaches(Need need) {
        return !extent(need).isNone();
    }

    /** Whether this resource, as it stands, is open to the letter. */
    public boolean covers(Interaction letter, IBaseResource resource) {
        Extent extent = extent(new Need(letter, resource.fhirType()));
        return extent.every() || extent.parts().stream().anyMatch(part -> isIn(part, resource));
    }

    /** Whether a resource is about the patients that the letter reaches and nobody else, so that it may be changed. */
    public boolean mayWrite(Interaction letter, IBaseResource resource) {
        Extent extent = extent(new Need(letter, resource.fhirType()));
        return extent.every() || !writableParts(extent, resource).isEmpty();
    }

    /**
     * Whether a resource may be changed so: by one part that is not bound to patients before and after, or by one that
     * is, about nobody then but the patients that it was about before.
     */
    public boolean mayChange(IBaseResource before, IBaseResource after) {
        Extent extent = extent(new Need(Interaction.UPDATE, after.fhirType()));
        return extent.every() || isFree(extent, before) && isFree(extent, after)
                || mayWrite(Interaction.UPDATE, before)
                        && writableParts(extent, after).stream().anyMatch(Part::isForPatients)
                        && compartment.isWrittenFor(after, compartment.patientsOf(before));
    }

    /**
     * Whose resources what is written may lead to: the patients of the parts that hold it.
     *
     * @return empty where it is held by a part that is not bound to patients
     */
    public Optional<Set<String>> boundTo(Interaction letter, IBaseResource body) {
        Extent extent = extent(new Need(letter, body.fhirType()));
        return extent.every() || isFree(extent, body) ? Optional.empty()
                : Optional.of(writableParts(extent, body).stream()
                        .flatMap(part -> part.patients().orElse(Set.of()).stream())
                        .collect(Collectors.toSet()));
    }

    /** Whether a resource is in the compartment of one of these patients. */
    public boolean isAbout(IBaseResource resource, Set<String> patients) {
        return compartment.contains(resource, patients);
    }

    /** Each {@code Type/id} that can be about a patient and that a reference of a resource leads to. */
    public Set<String> ledToBy(IBaseResource resource) {
        return compartment.ledToBy(resource);
    }

    /** Whether a scope allows it that names the type itself, not {@code *}, and is the client's own. */
    public boolean allowsByName(Need need) {
        return scopes.resourceScopes().stream().anyMatch(scope ->
                holds(scope, Context.SYSTEM, need.interaction()) && scope.type().equals(need.type()));
    }

    /** Whether the whole body of every resource of the type may be shown: by read, or by search, which shows it too. */
    public boolean shows(String type) {
        return allows(new Need(Interaction.READ, type)) || allows(Need.search(type));
    }

    /** Whether the whole body of some resources of the type may be shown. */
    public boolean showsSome(String type) {
        return reaches(new Need(Interaction.READ, type)) || reaches(Need.search(type));
    }

    /** Whether what search reaches of a type is all that may be shown of it, so that the one tells the other. */
    public boolean searchesWhatItShows(String type) {
        Extent searched = extent(Need.search(type));
        Extent read = extent(new Need(Interaction.READ, type));
        return searched.every() || !searched.isNone() && (read.isNone() || read.equals(searched));
    }

    /** Whether the whole body of this resource may be shown. */
    public boolean shows(IBaseResource resource) {
        return (covers(Interaction.READ, resource) || covers(Interaction.SEARCH, resource)
                || mayReadAsUser(resource.fhirType(), resource.getIdElement().getIdPart()))
                && showsContextOf(resource);
    }

    /** Whether the resource is shown that decides who may see this one; true where none does. */
    public boolean showsContextOf(IBaseResource resource) {
        return showsEverything() || contexts.allow(resource, this::shows);
    }

    /** Whether {@code openid fhirUser} opens the read of this resource, whatever the other scopes (ID-13). */
    public boolean mayReadAsUser(String type, String id) {
        return context.user().filter(new FhirUser(type, id)::equals).isPresent()
                && scopes.covers(NamedScope.OPENID) && scopes.covers(NamedScope.FHIR_USER);
    }

    /** Whether every resource may be read and searched, so that nothing about what is stored is new to the bearer. */
    public boolean showsEverything() {
        return allows(new Need(Interaction.READ, ResourceScope.EVERY_TYPE)) && searchesEverything();
    }

    /** Whether every resource may be read and searched but the records of the audit. */
    public boolean showsEverythingElse() {
        return allowsOnEveryOther(Interaction.READ) && allowsOnEveryOther(Interaction.SEARCH);
    }

    /** Whether every resource of every type is open to the letter, but the records of the audit. */
    public boolean allowsOnEveryOther(Interaction letter) {
        return reach.isEveryOther(letter);
    }

    /** Whether every type may be searched. */
    public boolean searchesEverything() {
        return allows(Need.searchEverything());
    }

    /** Whether the token may reach some resources of a type and not others, so that no count tells of the others. */
    public boolean isRestricted() {
        return scopes.resourceScopes().stream()
                .anyMatch(scope -> scope.context() != Context.SYSTEM || scope.isConstrained());
    }

    /**
     * The scopes of the token because of which these needs are met: those that give every resource of a type, and where
     * none does, those that give some.
     */
    public ScopeSet meeting(Collection<Need> needs) {
        Set<ResourceScope> meeting = new LinkedHashSet<>();
        needs.forEach(need -> meeting.addAll(reach.by(need)));
        return ScopeSet.of(meeting);
    }

    /** The scopes that open the read of the user's own record (ID-13). */
    public ScopeSet openingOwnRecord() {
        return scopes.filter(scope -> scope == NamedScope.OPENID || scope == NamedScope.FHIR_USER);
    }

    /** The types that scopes name for read or for search and open, as a whole or in part. */
    public Set<String> shownByName() {
        return Stream.concat(named(Interaction.READ), named(Interaction.SEARCH)).collect(Collectors.toSet());
    }

    /** In which context a scope for these needs would fit the token, by its claims alone (D-23). */
    public Context contextFor(Collection<Need> needs) {
        if (needs.stream().map(Need::type).anyMatch(Reach::isOfClientsOnly)) {
            return Context.SYSTEM;
        }
        boolean aboutPatient = needs.stream().allMatch(need -> compartment.holds(need.type()));
        if (context.patient().isPresent() && aboutPatient && !holds(Context.PATIENT, needs)) {
            return Context.PATIENT;
        }
        return context.user().isPresent() && !holds(Context.USER, needs) ? Context.USER : Context.SYSTEM;
    }

    /** The parts that hold a resource so that it may be written; none where the letter reaches all or nothing of it. */
    public List<Part> writableParts(Interaction letter, IBaseResource resource) {
        return writableParts(extent(new Need(letter, resource.fhirType())), resource);
    }

    private boolean isIn(Part part, IBaseResource resource) {
        return part.patients().map(ids -> compartment.contains(resource, ids)).orElse(true)
                && constraints.matches(resource, part.constraints());
    }

    private boolean isFree(Extent extent, IBaseResource resource) {
        return writableParts(extent, resource).stream().anyMatch(part -> !part.isForPatients());
    }

    private List<Part> writableParts(Extent extent, IBaseResource resource) {
        return extent.parts().stream()
                .filter(part -> part.patients().map(ids -> compartment.isWrittenFor(resource, ids)).orElse(true)
                        && constraints.matches(resource, part.constraints()))
                .toList();
    }

    private boolean holds(Context held, Collection<Need> needs) {
        return needs.stream().allMatch(need -> holds(held, need));
    }

    private boolean holds(Context held, Need need) {
        return scopes.access(held, need.interaction(), need.type()).isUnrestricted();
    }

    private Stream<String> named(Interaction letter) {
        return scopes.resourceScopes().stream()
                .filter(scope -> !scope.isWildcard() && scope.interactions().contains(letter))
                .map(ResourceScope::type)
                .filter(type -> reaches(new Need(letter, type)));
    }

    private static boolean holds(ResourceScope scope, Context held, Interaction letter) {
        return scope.context() == held && !scope.isConstrained() && scope.interactions().contains(letter);
    }
}
