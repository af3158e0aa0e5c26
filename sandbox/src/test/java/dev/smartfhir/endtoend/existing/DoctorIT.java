package dev.smartfhir.endtoend.existing;

import static dev.smartfhir.endtoend.existing.Fault.attribute;
import static dev.smartfhir.endtoend.existing.Fault.ofApp;
import static dev.smartfhir.endtoend.existing.Fault.ofBackend;
import static dev.smartfhir.endtoend.existing.Fault.ofScopes;
import static dev.smartfhir.endtoend.existing.Fault.redirect;
import static dev.smartfhir.endtoend.existing.Fault.setting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.TestClients;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The doctor finds what was planted, each by its code, and finds it no more when it is mended. */
@EndToEnd
@TestInstance(Lifecycle.PER_CLASS)
class DoctorIT {

    private static final List<Fault> FAULTS = List.of(
            ofScopes("client-default-scopes", List.of("system/Claim.rs"), List.of("system/Bundle.crs")),
            ofScopes("client-wildcard-ceiling", List.of("system/*.rs"), List.of()),
            ofScopes("client-placeholder",
                    List.of("system/ClaimResponse.rs?requestor=Organization/org-${institution}"), List.of()),
            new Fault("client-backend", false, List.of("system/Bundle.crs", "patient/*.rs"), List.of(),
                    setting("standardFlowEnabled", true).andThen(redirect("http://localhost:9/back"))),
            ofBackend("client-backend", setting("serviceAccountsEnabled", false)),
            ofBackend("client-backend", setting("publicClient", true)),
            ofBackend("client-backend", client -> client.put("clientAuthenticatorType", "client-secret")),
            ofBackend("client-full-scope", setting("fullScopeAllowed", true)),
            ofBackend("client-enabled", setting("enabled", false)),
            ofBackend("client-enabled", setting("bearerOnly", true)),
            ofBackend("client-bound-tokens", attribute("dpop.bound.access.tokens", "true")),
            ofBackend("client-bound-tokens", attribute("tls.client.certificate.bound.access.tokens", "true")),
            ofBackend("client-keys", attribute("jwks.string", "{\"keys\":[]}")),
            ofBackend("client-keys", attribute("use.jwks.string", "false")),
            ofBackend("client-keys", jwksUrl("http://keys.example.org/jwks")),
            ofBackend("client-keys", jwksUrl("http://localhost:9/jwks")),
            ofBackend("client-assertion", attribute("token.endpoint.auth.signing.alg", "HS256")),
            ofBackend("client-assertion", attribute("token.endpoint.auth.signing.max.exp", "3600")),
            ofBackend("client-signature-algorithm", attribute("access.token.signed.response.alg", "HS256")),
            ofBackend("client-token-lifetime", attribute("access.token.lifespan", "900")),
            ofBackend("client-fhir-base", attribute("smart.fhir-base", "https://elsewhere.example.org/fhir")),
            ofApp("client-redirect-wildcard", redirect("http://localhost:9/*")),
            ofApp("client-redirect-http", redirect("http://app.example.org/back")),
            ofApp("client-redirect-missing", client -> client.putArray("redirectUris")),
            ofApp("client-web-origins", client -> client.putArray("webOrigins").add("*")),
            ofApp("client-pkce", attribute("pkce.code.challenge.method", "plain")),
            ofApp("client-flows", setting("implicitFlowEnabled", true)),
            ofApp("client-flows", setting("directAccessGrantsEnabled", true)),
            ofApp("client-flows", setting("standardFlowEnabled", false)),
            ofApp("client-token-lifetime", attribute("access.token.lifespan", "7200")),
            ofApp("client-consent", setting("consentRequired", false)));

    private final HospitalRealm hospital;

    DoctorIT(Servers servers) {
        hospital = HospitalRealm.create(servers);
    }

    @BeforeAll
    void makeReady() {
        hospital.admin().post("/smart/changes?fhir-base=" + hospital.servers().fhirBase(), null);
        settings(realm -> realm.put("accessTokenLifespan", 300).put("revokeRefreshToken", true)
                .put("offlineSessionMaxLifespanEnabled", true).put("bruteForceProtected", true));
    }

    @AfterAll
    void delete() {
        hospital.close();
    }

    @Test
    void findsEachWrongSettingOfAClientUntilItIsMended() {
        TestClients clients = hospital.servers().clients();
        List<Fault.Planted> planted = FAULTS.stream().map(fault -> fault.plant(clients)).toList();

        JsonNode sick = hospital.doctor();
        assertThat(planted).allSatisfy(one -> assertThat(HospitalRealm.codes(sick, one.subject()))
                .containsExactly(one.fault().code()));

        planted.forEach(one -> one.mend(clients));
        JsonNode well = hospital.doctor();
        assertThat(planted).allSatisfy(one -> assertThat(HospitalRealm.codes(well, one.subject()))
                .as(one.fault().code()).isEmpty());
        assertThat(well.toString()).doesNotContain("jwks.string", "secret\":");
    }

    @Test
    void findsEachWrongSettingOfTheRealmUntilItIsMended() {
        ObjectNode sound = (ObjectNode) hospital.admin().get("").json();
        List<String> before = hospital.problems(realm());
        assertThat(before).as("the FHIR server names the sandbox's realm").containsExactly("fhir-base-issuer");

        settings(realm -> {
            realm.put("sslRequired", "none").put("bruteForceProtected", false).put("eventsEnabled", false)
                    .put("revokeRefreshToken", false).put("offlineSessionMaxLifespanEnabled", false)
                    .put("defaultSignatureAlgorithm", "HS256");
            realm.withObject("/attributes").put("smart.launch.lifetime", "a while")
                    .put("smart.fhir-bases", hospital.servers().fhirBase() + " ftp://x.example.org http://a.example/f")
                    .put("smart.fhir-bases.internal", "http://localhost:9/fhir")
                    .put("smart.registration.scopes", "system/*.rs patient/Nothing.rs");
        });
        requiredAction("smart-patient", action -> action.put("enabled", false));
        requiredAction("smart-consent", action -> action.put("priority", 1));
        profile("fhirUser", "user");
        assertThat(hospital.problems(realm())).containsExactly("brute-force", "events", "fhir-base",
                "fhir-base-internal", "fhir-user-editable", "launch-lifetime", "offline-lifetime", "refresh-reuse",
                "registration-scopes", "required-actions", "signature-algorithm", "signing-keys", "ssl-required");

        sound.withObject("/attributes").put("smart.launch.lifetime", "300").put("smart.fhir-bases.internal", "")
                .put("smart.registration.scopes", "");
        hospital.admin().put("", sound);
        hospital.admin().post("/smart/changes", null);
        assertThat(hospital.problems(realm())).isEqualTo(before);
    }

    @Test
    void findsAFhirServerThatDoesNotAnswer() {
        String known = hospital.servers().fhirBase().toString();
        settings(realm -> realm.withObject("/attributes").put("smart.fhir-bases", "http://localhost:9/fhir"));
        try {
            assertThat(hospital.problems(realm())).containsExactly("fhir-base-issuer", "fhir-base-reachable");
        } finally {
            settings(realm -> realm.withObject("/attributes").put("smart.fhir-bases", known));
        }
    }

    @Test
    void asksAClientThatLooksLikeOneForItsCeilings() {
        ObjectNode client = hospital.servers().clients().confidential();
        hospital.servers().clients().create(client);
        String subject = "client " + client.path("clientId").asText();

        assertThat(hospital.problems(subject)).containsExactly("client-not-smart");
        assertThat(hospital.doctor().findValuesAsText("subject")).contains(subject)
                .doesNotContain("client intranet", "client payroll", "client account", "client admin-cli");
    }

    @Test
    void isAskedByTheCommandWhichEndsWithOneWhereThereIsAnError() {
        SmartAdminProcess doctor = SmartAdminProcess.run(hospital.servers(), Map.of("KEYCLOAK_PASSWORD", "admin"),
                "keycloak", "doctor", "--server", hospital.servers().sandbox().keycloak().toString(), "--realm",
                hospital.name(), "--user", "admin");

        assertThat(doctor.exitCode()).as(doctor.errors()).isEqualTo(1);
        assertThat(doctor.output()).startsWith("ERROR   realm " + hospital.name() + ": Keycloak asked ")
                .contains("OK      realm " + hospital.name() + ": The clocks agree.\n")
                .containsPattern("[0-9]+ errors, [0-9]+ warnings, [0-9]+ in order");
    }

    private String realm() {
        return "realm " + hospital.name();
    }

    private static Consumer<ObjectNode> jwksUrl(String url) {
        return client -> client.withObject("/attributes").put("use.jwks.string", "false").put("use.jwks.url", "true")
                .put("jwks.url", url);
    }

    private void settings(Consumer<ObjectNode> change) {
        ObjectNode realm = (ObjectNode) hospital.admin().get("").json();
        change.accept(realm);
        hospital.admin().put("", realm);
    }

    private void requiredAction(String alias, Consumer<ObjectNode> change) {
        String path = "/authentication/required-actions/" + alias;
        ObjectNode action = (ObjectNode) hospital.admin().get(path).json();
        change.accept(action);
        hospital.admin().put(path, action);
    }

    private void profile(String attribute, String editor) {
        ObjectNode profile = (ObjectNode) hospital.admin().get("/users/profile").json();
        profile.path("attributes").forEach(one -> {
            if (one.path("name").asText().equals(attribute)) {
                ((ArrayNode) one.at("/permissions/edit")).add(editor);
            }
        });
        hospital.admin().put("/users/profile", profile);
    }
}
