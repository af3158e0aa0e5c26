package dev.smartfhir.keycloak.discovery;

import dev.smartfhir.keycloak.ceiling.Ceiling;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.LaunchScope;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a realm offers to SMART clients, told by the names of its client scopes: a capability is there only where there
 * is a scope to ask for it by (D-22).
 *
 * @param scopes the scopes that a client of this realm can ask for, without those that hold a constraint or a role, and
 *     without the constraints that are filled for each client or user
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#capabilities">SMART App Launch 2.2,
 *      capabilities</a>
 */
record Offer(List<Scope> scopes) {

    static Offer of(Collection<String> clientScopes) {
        return new Offer(clientScopes.stream().sorted().flatMap(name -> read(name).stream()).toList());
    }

    /** Whether there is anything of SMART's own. */
    boolean isEmpty() {
        return scopes.stream().noneMatch(scope -> SmartNames.isSmart(scope.text()));
    }

    /** Whether backend services can be granted anything. */
    boolean forBackendServices() {
        return has(Context.SYSTEM) || scopes.contains(SmartNames.INTROSPECT);
    }

    /** Whether apps can be launched by users: from an EHR, or standalone. */
    boolean forApps() {
        return has(LaunchScope.EHR) || isStandalone();
    }

    boolean forIdentity() {
        return has(NamedScope.FHIR_USER);
    }

    /** The member {@code scopes_supported}; {@code openid} needs no client scope. */
    List<String> scopesSupported() {
        List<String> names = new ArrayList<>();
        if (forApps()) {
            names.add(NamedScope.OPENID.text());
        }
        scopes.stream().filter(this::isReachable).map(Scope::text).filter(name -> !names.contains(name))
                .forEach(names::add);
        return names;
    }

    List<String> capabilities() {
        List<String> capabilities = new ArrayList<>();
        if (forApps()) {
            capabilities.addAll(List.of("authorize-post", "client-public", "client-confidential-symmetric"));
        }
        capabilities.addAll(List.of("client-confidential-asymmetric", "permission-v1", "permission-v2"));
        boolean ehr = has(LaunchScope.EHR);
        addIf(capabilities, ehr, "launch-ehr");
        addIf(capabilities, isStandalone(), "launch-standalone");
        addIf(capabilities, forApps() && forIdentity(), "sso-openid-connect");
        addIf(capabilities, ehr, "context-banner");
        addIf(capabilities, ehr && has(LaunchScope.PATIENT), "context-ehr-patient");
        addIf(capabilities, ehr && has(LaunchScope.ENCOUNTER), "context-ehr-encounter");
        addIf(capabilities, has(LaunchScope.PATIENT), "context-standalone-patient");
        addIf(capabilities, has(LaunchScope.ENCOUNTER), "context-standalone-encounter");
        addIf(capabilities, forApps() && has(NamedScope.OFFLINE_ACCESS), "permission-offline");
        addIf(capabilities, has(Context.PATIENT), "permission-patient");
        addIf(capabilities, has(Context.USER), "permission-user");
        return capabilities;
    }

    private boolean isStandalone() {
        return has(LaunchScope.PATIENT) || has(LaunchScope.ENCOUNTER) || has(Context.PATIENT) || has(Context.USER);
    }

    /** Context other than patient and encounter comes from the EHR alone; identity and refresh tokens need an app. */
    private boolean isReachable(Scope scope) {
        if (scope instanceof LaunchScope launch) {
            return has(LaunchScope.EHR) || launch.equals(LaunchScope.PATIENT)
                    || launch.equals(LaunchScope.ENCOUNTER);
        }
        return !(scope instanceof NamedScope) || forApps();
    }

    private boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    private boolean has(Context context) {
        return scopes.stream().anyMatch(scope -> scope instanceof ResourceScope resource
                && resource.context() == context);
    }

    private static Optional<Scope> read(String name) {
        return Ceiling.read(name).map(Ceiling::upperBound).filter(Offer::isOffered);
    }

    private static boolean isOffered(Scope scope) {
        if (scope instanceof ResourceScope resource) {
            return !resource.isConstrained();
        }
        if (scope instanceof LaunchScope launch) {
            return launch.role().isEmpty();
        }
        return scope instanceof NamedScope || scope.equals(SmartNames.INTROSPECT);
    }

    private static void addIf(List<String> capabilities, boolean holds, String capability) {
        if (holds) {
            capabilities.add(capability);
        }
    }
}
