package dev.smartfhir.endtoend.tokens;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.text.ParseException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refresh token is worth (REF-01 to REF-18, D-28). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshIT {

    private static final String SCOPE =
            "openid fhirUser offline_access launch/patient patient/Observation.rs user/Patient.read";
    private static final String[] CEILINGS = {"fhirUser", "launch/patient", "patient/*.rs", "user/*.rs",
        "offline_access", "online_access"};

    private final Servers servers;
    private Person patient;
    private TestApp app;
    private HttpAnswer granted;

    RefreshIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void makeAUser() {
        patient = Person.create(servers, "Patient/pat-1");
    }

    @BeforeEach
    void obtainARefreshToken() {
        app = TestApp.publicApp(servers, CEILINGS);
        granted = patient.authorize(app, SCOPE).exchange();
        assertGranted(granted, SCOPE.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/Claim.rs", "user/Patient.cud", "system/*.rs", "launch", "profile",
        "patient/Claim.rs", "__introspect", "smart-grant:forged", "patient/Observation.sr", "patient/Nothing.rs", "openid patient/Observation."})
    void nothingNewAndNothingMalformedIsGranted(String scope) {
        assertRefused(app.refresh(refreshToken(), scope), 400, "invalid_scope");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/*.cruds user/Claim.rs          | patient/Observation.rs",
        "user/Patient.r                         | user/Patient.r",
        "openid patient/Observation.r           | openid patient/Observation.r",
        "openid fhirUser smart-grant:x profile  | openid fhirUser",
        "launch/patient launch/encounter        | launch/patient"})
    void whatWasNotGrantedIsLeftOut(String scope, String expected) {
        HttpAnswer answer = app.refresh(refreshToken(), scope);

        assertGranted(answer, expected.split(" "));
        assertThat(answer.json().has("id_token")).isEqualTo(expected.contains("openid"));
        assertThat(answer.text("patient")).isEqualTo("pat-1");
        assertGranted(app.refresh(answer.text("refresh_token")), SCOPE.split(" "));
    }

    @Test
    void theEqualSetGivesTheSameAndAnIdTokenThatStillNamesTheUser() throws ParseException {
        HttpAnswer answer = app.refresh(refreshToken(), SCOPE);

        assertGranted(answer, SCOPE.split(" "));
        assertThat(answer.text("token_type")).isEqualToIgnoringCase("bearer");
        assertThat(answer.json().path("expires_in").asInt()).isBetween(1, 3600);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(SignedJWT.parse(answer.text("id_token")).getJWTClaimsSet().getClaim("fhirUser"))
                .isEqualTo(servers.fhirBase() + "/Patient/pat-1");
        assertThat(claims(answer)).containsEntry("fhirUser", servers.fhirBase() + "/Patient/pat-1")
                .containsEntry("aud", servers.fhirBase().toString()).containsEntry("sub", claims(granted).get("sub"));
    }

    @Test
    void anOfflineTokenStaysOneWhenItIsNarrowedWithoutOfflineAccess() {
        HttpAnswer narrow = app.refresh(refreshToken(), "launch/patient");

        assertThat(claims(narrow.text("refresh_token"))).containsEntry("typ", "Offline");
        assertGranted(app.refresh(narrow.text("refresh_token")), SCOPE.split(" "));
    }

    @Test
    void aScopeParameterThatIsTooLongIsAnErrorAndNotTheWholeGrant() {
        String scope = "launch/patient" + " patient/Observation.rs".repeat(200);

        assertRefused(app.refresh(refreshToken(), scope), 400, "invalid_scope");
    }

    @Test
    void anotherClientsRefreshTokenIsRefusedAndStaysGood() {
        for (TestApp thief : new TestApp[] {TestApp.publicApp(servers, CEILINGS),
            TestApp.withKey(servers, CEILINGS)}) {
            assertRefused(thief.refresh(refreshToken()), 400, "invalid_grant");
        }
        assertGranted(app.refresh(refreshToken()), SCOPE.split(" "));
    }

    @Test
    void aConfidentialAppNeedsItsCredentials() {
        TestApp confidential = TestApp.withSecret(servers, CEILINGS);
        HttpAnswer tokens = patient.authorize(confidential, SCOPE).exchange();

        assertRefused(new Http().post(servers.tokenEndpoint(), Map.of("grant_type", "refresh_token",
                "refresh_token", tokens.text("refresh_token"), "client_id", confidential.clientId())), 401,
                "invalid_client");
        assertGranted(confidential.refresh(tokens.text("refresh_token")), SCOPE.split(" "));
    }

    @Test
    void whatIsNoRefreshTokenIsRefused() {
        for (String other : new String[] {granted.text("access_token"), granted.text("id_token"), "", "x", "a.b.c",
            refreshToken().substring(0, refreshToken().length() - 4) + "AAAA"}) {
            assertRefused(app.refresh(other), 400, "invalid_grant");
        }
        assertRefused(app.token(Map.of("grant_type", "refresh_token")), 400, "invalid_request");
    }

    @Test
    void aRefreshTokenThatCarriesNoGrantOfOursIsRefused() {
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("directAccessGrantsEnabled", true));
        HttpAnswer password = app.token(Map.of("grant_type", "password", "username", patient.username(),
                "password", TestUsers.PASSWORD, "scope", "openid"));

        assertRefused(app.refresh(password.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void aCeilingTakenAwayIsGoneAndComesBackWithTheCeiling() {
        servers.clients().removeOptional(app.id(), "user/*.rs");
        servers.clients().removeOptional(app.id(), "patient/*.rs");
        servers.clients().assignOptional(app.id(), "patient/Observation.r");
        HttpAnswer narrow = app.refresh(refreshToken());
        assertGranted(narrow, "openid", "fhirUser", "offline_access", "launch/patient", "patient/Observation.r");

        servers.clients().assignOptional(app.id(), "user/*.cruds");
        servers.clients().assignOptional(app.id(), "patient/*.cruds");
        assertGranted(app.refresh(narrow.text("refresh_token")), SCOPE.split(" "));
    }

    @Test
    void aCeilingWithARoleEndsWithTheUsersRole() {
        String role = "role-" + UUID.randomUUID();
        servers.admin().post("/roles", JsonNodeFactory.instance.objectNode().put("name", role));
        var mapping = JsonNodeFactory.instance.arrayNode().add(servers.admin().get("/roles/" + role).json());
        String scope = "patient/Condition.rs?category=" + role;
        servers.clients().removeOptional(app.id(), "patient/*.rs");
        servers.clients().assignOptional(app.id(), scope);
        servers.admin().post("/client-scopes/" + servers.clients().scopeId(scope) + "/scope-mappings/realm", mapping);
        String asked = "launch/patient online_access " + scope;
        assertGranted(patient.authorize(app, asked).exchange(), "launch/patient", "online_access");

        servers.admin().post("/users/" + patient.id() + "/role-mappings/realm", mapping);
        HttpAnswer with = patient.authorize(app, asked).exchange();
        assertGranted(with, asked.split(" "));
        servers.admin().send("DELETE", "/users/" + patient.id() + "/role-mappings/realm", mapping);
        assertGranted(app.refresh(with.text("refresh_token")), "launch/patient", "online_access");
    }

    @Test
    void aUserWhoNoLongerActsForThePatientEndsTheGrant() {
        Person other = Person.create(servers, "Patient/pat-9");
        HttpAnswer tokens = other.authorize(app, SCOPE).exchange();
        other.attributes().put("fhirUser", "Patient/pat-8");
        assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");

        other.attributes().put("fhirUser", "RelatedPerson/r-1");
        assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
        other.attributes().put("fhirPatients", "pat-8");
        assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
        other.attributes().put("fhirPatients", "pat-8", "pat-9");
        HttpAnswer allowed = app.refresh(tokens.text("refresh_token"));
        assertThat(allowed.text("patient")).isEqualTo("pat-9");
        assertThat(claims(allowed)).containsEntry("fhirUser", servers.fhirBase() + "/RelatedPerson/r-1");
    }

    @Test
    void aDisabledUserEndsTheGrant() {
        Person other = Person.create(servers, "Patient/pat-9");
        HttpAnswer tokens = other.authorize(app, SCOPE).exchange();
        other.attributes().setEnabled(false);

        assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void aLongGrantStillFitsIntoARefresh() {
        StringBuilder scope = new StringBuilder("launch/patient online_access");
        for (int i = 0; scope.length() < 3_700; i++) {
            scope.append(" patient/Observation.rs?code=http://loinc.org|").append(10_000 + i).append("-1");
        }
        HttpAnswer tokens = patient.authorize(app, scope.toString()).exchange();
        assertThat(tokens.text("refresh_token").length()).isGreaterThan(4_000);

        assertGranted(app.refresh(tokens.text("refresh_token")), scope.toString().split(" "));
    }

    @Test
    void consentIsNotAskedForAgainAndItsWithdrawalEndsTheGrant() {
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("consentRequired", true));
        Person other = Person.create(servers, "Patient/pat-9");
        HttpAnswer tokens = other.authorize(app, SCOPE).exchange();
        HttpAnswer again = app.refresh(tokens.text("refresh_token"));
        assertGranted(again, SCOPE.split(" "));

        servers.admin().delete("/users/" + other.id() + "/consents/" + app.clientId());
        assertRefused(app.refresh(again.text("refresh_token")), 400, "invalid_grant");
    }

    private String refreshToken() {
        return granted.text("refresh_token");
    }
}
