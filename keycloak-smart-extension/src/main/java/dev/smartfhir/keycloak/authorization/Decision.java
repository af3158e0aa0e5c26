package dev.smartfhir.keycloak.authorization;

import dev.smartfhir.keycloak.audience.FhirServer;
import dev.smartfhir.keycloak.ceiling.Ceilings;
import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.launch.Launch;
import dev.smartfhir.keycloak.launch.LaunchHandles;
import dev.smartfhir.keycloak.picker.linked.LinkedPatients;
import dev.smartfhir.scopes.LaunchScope;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What one user gives to one app by one authorization: the pure rules, told everything that they need.
 *
 * @param request what the app asked for
 * @param ceilings what the client may have at most for this user, his roles considered
 * @param userId the internal id of the user
 * @param fhirUser the user's own resource on the FHIR server asked for, if he has one there
 * @param links the ids of the patients whom the user acts for
 * @param launch the EHR launch, if it is one
 * @param chosen the patient whom the user chose among those offered, if he did
 * @param encounter what the user chose when he was offered a patient's encounters, if he was
 */
public record Decision(PendingAuthorization request, ScopeSet ceilings, String userId, Optional<FhirUser> fhirUser,
        Set<String> links, Optional<Launch> launch, Optional<String> chosen,
        Optional<EncounterChoice> encounter) {

    /**
     * Puts together what is known of an authorization that waits for its user: what was asked, what his roles allow,
     * who he is, the launch, and what he chose. Leaves all of it as it is.
     *
     * @return empty if the authentication session is no SMART client's
     */
    public static Optional<Decision> of(KeycloakSession session, AuthenticationSessionModel authentication,
            UserModel user) {
        RealmModel realm = authentication.getRealm();
        return PendingAuthorization.of(authentication).map(request -> new Decision(request,
                Ceilings.of(session, authentication.getClient(), user), user.getId(),
                Optional.ofNullable(request.fhirBase())
                        .flatMap(base -> FhirUser.of(user, FhirServer.of(realm, base))),
                links(session, authentication, user, request),
                Optional.ofNullable(request.reservation())
                        .flatMap(new LaunchHandles(session, realm, 0)::reserved),
                PendingAuthorization.chosenPatient(authentication, user.getId()),
                PendingAuthorization.chosenEncounter(authentication, user.getId())));
    }

    private static Set<String> links(KeycloakSession session, AuthenticationSessionModel authentication,
            UserModel user, PendingAuthorization request) {
        return request.isEhrLaunch() || request.asksForPatient()
                || PendingAuthorization.asksForEncounter(request.scopes())
                ? LinkedPatients.of(session, authentication.getClient(), user, request.fhirBase()) : Set.of();
    }

    /** Whether this user may act on this launch: it is bound to nobody or to him, and about a patient of his. */
    public boolean mayUseLaunch() {
        return launch.filter(known -> known.userId() == null || known.userId().equals(userId))
                .filter(known -> isOwnOrProfessional(known.context().patient())).isPresent();
    }

    /** Whether a patient must still be chosen before anything can be granted (D-27). */
    public boolean needsPatient() {
        return !request.isEhrLaunch() && launch.isEmpty() && patient().isEmpty()
                && (PendingAuthorization.asksForPatient(asked()) || PendingAuthorization.asksForEncounter(asked()));
    }

    /** Whether the user must still be asked for an encounter, which is one of the patient in context (LCH-23). */
    public boolean needsEncounter() {
        return !request.isEhrLaunch() && launch.isEmpty() && PendingAuthorization.asksForEncounter(asked())
                && choiceOfEncounter().isEmpty();
    }

    /** Whether it is unknown for whom the user may act, because the FHIR server did not say; then for nobody. */
    public boolean isDirectoryUnreachable() {
        return links.contains(FhirUser.UNREACHABLE);
    }

    /** Whether a patient may be chosen by this user at all: a Patient is himself and nobody else. */
    public boolean mayChoose(String patient) {
        return isOwnOrProfessional(patient);
    }

    /** The grant; its scopes may be none at all, which is for the caller to refuse (D-26). */
    public UserGrant grant() {
        LaunchContext context = context();
        ScopeSet scopes = asked().filter(scope -> isGranted(scope, context));
        List<String> ordinary = request.ordinary().stream()
                .filter(name -> !name.equals(NamedScope.FHIR_USER.text())
                        || fhirUser.isPresent() && request.ordinary().contains(NamedScope.OPENID.text()))
                .toList();
        return new UserGrant(userId, scopes, ordinary, request.fhirBase(), context);
    }

    private LaunchContext context() {
        return launch.map(Launch::context).orElseGet(this::standalone);
    }

    /** An encounter brings its patient with it, whether the app asked for the patient or not (CTX-14). */
    private LaunchContext standalone() {
        String chosenEncounter = PendingAuthorization.asksForEncounter(asked())
                ? choiceOfEncounter().flatMap(EncounterChoice::encounter).orElse(null) : null;
        return patient()
                .filter(patient -> PendingAuthorization.asksForPatient(asked()) || chosenEncounter != null)
                .map(patient -> LaunchContext.ofPatient(patient).withEncounter(chosenEncounter))
                .orElseGet(LaunchContext::none);
    }

    private Optional<EncounterChoice> choiceOfEncounter() {
        return encounter.filter(choice -> patient().filter(choice.patient()::equals).isPresent());
    }

    private ScopeSet asked() {
        return request.scopes().intersect(ceilings);
    }

    /** The patient in a standalone launch: the user himself if he is one, else the one that he chose. */
    public Optional<String> patient() {
        return fhirUser.filter(FhirUser::isPatient).map(FhirUser::id).or(() -> chosen.filter(this::mayChoose));
    }

    private boolean isOwnOrProfessional(String patient) {
        return patient == null || FhirUser.mayActFor(patient, fhirUser, links);
    }

    private boolean isGranted(Scope scope, LaunchContext context) {
        if (scope instanceof ResourceScope resource) {
            return switch (resource.context()) {
                case PATIENT -> context.hasPatient();
                case USER -> fhirUser.isPresent();
                case SYSTEM -> false;
            };
        }
        return !(scope instanceof LaunchScope wanted) || isProvided(wanted, context);
    }

    /** A launch scope is granted where the context holds what it asks for, in whatever role (CTX-07). */
    private boolean isProvided(LaunchScope wanted, LaunchContext context) {
        if (wanted.resourceType().isEmpty()) {
            return launch.isPresent();
        }
        return switch (wanted.resourceType().get()) {
            case "Patient" -> context.hasPatient();
            case "Encounter" -> context.encounter() != null;
            default -> context.fhirContext().stream().anyMatch(item -> isOfType(item, wanted.resourceType().get()));
        };
    }

    private static boolean isOfType(Map<String, Object> item, String type) {
        return type.equals(item.get("type"))
                || item.get("reference") instanceof String reference && reference.startsWith(type + "/");
    }
}
