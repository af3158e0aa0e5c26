package dev.smartfhir.hapi.grant;

import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.hapi.compartment.PatientCompartment;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * What one token grants: the only place that turns scopes into access.
 *
 * <p>Unconstrained scopes grant, united: {@code system/} every resource, {@code patient/} the compartment of the
 * patient in the token, {@code user/} what the policy says of the user. Constrained scopes grant nothing.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">
 *      SMART App Launch 2.2, Scopes for requesting FHIR Resources</a>
 */
public final class Grants {

    private final ScopeSet scopes;
    private final PatientCompartment compartment;
    private final TokenContext context;
    private final Map<Need, Extent> extents = new ConcurrentHashMap<>();

    /** The grants of a token with these scopes, for this patient and this user. */
    public Grants(ScopeSet scopes, PatientCompartment compartment, TokenContext context) {
        this.scopes = scopes;
        this.compartment = compartment;
        this.context = context;
    }

    /** Which resources a letter on a type reaches. */
    public Extent extent(Need need) {
        Extent known = extents.get(need);
        if (known == null) {
            known = judge(need);
            extents.put(need, known);
        }
        return known;
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
        return extent.every() || extent.isRestricted() && compartment.contains(resource, extent.patients());
    }

    /** Whether a resource is about the patients that the letter reaches and nobody else, so that it may be changed. */
    public boolean mayWrite(Interaction letter, IBaseResource resource) {
        Extent extent = extent(new Need(letter, resource.fhirType()));
        return extent.every() || extent.isRestricted() && compartment.isWrittenFor(resource, extent.patients());
    }

    /** Whether a new body is about nobody but the patients that the stored resource is about. */
    public boolean staysWithItsPatients(IBaseResource before, IBaseResource after) {
        return compartment.isWrittenFor(after, compartment.patientsOf(before));
    }

    /** Whether a resource is in a compartment of this extent. */
    public boolean isAbout(IBaseResource resource, Extent extent) {
        return compartment.contains(resource, extent.patients());
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

    /** Whether the whole body of this resource may be shown. */
    public boolean shows(IBaseResource resource) {
        return covers(Interaction.READ, resource) || covers(Interaction.SEARCH, resource)
                || mayReadAsUser(resource.fhirType(), resource.getIdElement().getIdPart());
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

    /** Whether every type may be searched. */
    public boolean searchesEverything() {
        return allows(Need.searchEverything());
    }

    /** Whether the token speaks for a patient or a user, so that what is stored must not be told by counts. */
    public boolean isForSomeone() {
        return scopes.resourceScopes().stream().anyMatch(scope -> scope.context() != Context.SYSTEM);
    }

    /** The types that scopes name for search and open as a whole. */
    public Set<String> searchedByName() {
        return named(Interaction.SEARCH).collect(Collectors.toSet());
    }

    /** The types that scopes name for read or for search and open as a whole. */
    public Set<String> shownByName() {
        return Stream.concat(named(Interaction.READ), named(Interaction.SEARCH)).collect(Collectors.toSet());
    }

    /** In which context a scope for these needs would fit the token, by its claims alone (D-23). */
    public Context contextFor(Collection<Need> needs) {
        boolean aboutPatient = needs.stream().allMatch(need -> compartment.holds(need.type()));
        if (context.patient().isPresent() && aboutPatient && !holds(Context.PATIENT, needs)) {
            return Context.PATIENT;
        }
        return context.user().isPresent() && !holds(Context.USER, needs) ? Context.USER : Context.SYSTEM;
    }

    private Extent judge(Need need) {
        if (holds(Context.SYSTEM, need)) {
            return Extent.EVERY;
        }
        Extent byPatient = context.patient()
                .filter(id -> compartment.holds(need.type()) && holds(Context.PATIENT, need))
                .map(id -> Extent.of(Set.of(id)))
                .orElse(Extent.NONE);
        return byPatient.union(context.user()
                .filter(user -> holds(Context.USER, need))
                .map(user -> extent(need, context.access().apply(user, need)))
                .orElse(Extent.NONE));
    }

    private Extent extent(Need need, UserAccess access) {
        if (access.every()) {
            return Extent.EVERY;
        }
        return compartment.holds(need.type())
                ? Extent.of(access.patients().stream().filter(FhirId::isValid).collect(Collectors.toSet()))
                : Extent.NONE;
    }

    private boolean holds(Context held, Collection<Need> needs) {
        return needs.stream().allMatch(need -> holds(held, need));
    }

    private boolean holds(Context held, Need need) {
        return scopes.access(held, need.interaction(), need.type()).isUnrestricted();
    }

    private Stream<String> named(Interaction letter) {
        return scopes.resourceScopes().stream()
                .filter(scope -> !scope.isWildcard() && holds(scope, scope.context(), letter))
                .map(ResourceScope::type)
                .filter(type -> allows(new Need(letter, type)));
    }

    private static boolean holds(ResourceScope scope, Context held, Interaction letter) {
        return scope.context() == held && !scope.isConstrained() && scope.interactions().contains(letter);
    }
}
