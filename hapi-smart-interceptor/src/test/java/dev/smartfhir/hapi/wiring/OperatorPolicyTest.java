package dev.smartfhir.hapi.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A bean of the operator's takes the place of the default policy on users (D-20). */
class OperatorPolicyTest {

    private static final RSAKey KEY = Minting.rsa("k");
    private static final String PACKAGES = "hapi.fhir.custom-bean-packages=dev.smartfhir.hapi";
    private static IssuerStub issuer;

    @BeforeAll
    static void start() {
        issuer = new IssuerStub(KEY);
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void asksTheDefaultPolicyWhereThereIsNoBean() {
        try (TestServer server = TestServer.enforcing(issuer)) {
            assertThat(search(server, "Practitioner/d", null)).isEqualTo(403);
            assertThat(search(server, "Practitioner/d", "north")).isEqualTo(403);
        }
    }

    @Test
    void opensPractitionersByTheProperty() {
        try (TestServer server = TestServer.enforcing(issuer, "smart.user-access.practitioner=all")) {
            assertThat(search(server, "Practitioner/d", null)).isEqualTo(200);
            assertThat(search(server, "Person/d", null)).isEqualTo(403);
        }
    }

    @Test
    void asksTheBeanInstead() {
        try (TestServer server = TestServer.enforcing(issuer, "smart.user-access.practitioner=all",
                PACKAGES + ",dev.smartfhir.testapp.policy")) {
            assertThat(search(server, "Practitioner/d", "north")).isEqualTo(200);
            assertThat(search(server, "Practitioner/d", null)).isEqualTo(403);
            assertThat(search(server, "Patient/p", "north")).isEqualTo(403);
            assertThat(search(server, "https://elsewhere.example/Practitioner/d", "north")).isEqualTo(403);
        }
    }

    private static int search(TestServer server, String fhirUser, String ward) {
        JWTClaimsSet claims = Minting.claims(issuer.issuer())
                .claim("scope", "user/Patient.s").claim("fhirUser", fhirUser).claim("ward", ward).build();
        return RawHttp.get(server.port(), "/fhir/Patient",
                "Authorization: Bearer " + Minting.sign(KEY, JWSAlgorithm.RS256, claims)).status();
    }
}
