package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.consent.StandingConsent;
import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Grants and states for tests. */
final class Grants {

    static final String BASE = "https://fhir.example.org/fhir";
    static final FhirUser PRACTITIONER = user("Practitioner", "dr-lin");
    static final LaunchContext CONTEXT = new LaunchContext("p1", "e1",
            List.of(Map.of("reference", "ImagingStudy/i1", "role", "https://example.org/role")), true, "reconcile",
            "ward-7", "https://ehr.example.org/style.json");

    private Grants() {
    }

    static FhirUser user(String type, String id) {
        return new FhirUser(type, id, BASE + "/" + type + "/" + id);
    }

    static UserGrant grant(String scopes, String ordinary, LaunchContext context) {
        return new UserGrant("user-1", ScopeSet.parse(scopes),
                ordinary.isEmpty() ? List.of() : List.of(ordinary.split(" ")), BASE, context);
    }

    static StandingGrant.State state(String ceilings, String ordinary, FhirUser user, String... links) {
        return new StandingGrant.State(ScopeSet.parse(ceilings), Set.of(ordinary.split(" ")), true,
                Optional.ofNullable(user), Set.of(links), true, StandingConsent.notNeeded());
    }
}
