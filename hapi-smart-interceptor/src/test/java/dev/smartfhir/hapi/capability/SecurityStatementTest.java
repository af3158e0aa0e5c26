package dev.smartfhir.hapi.capability;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.Extension;
import org.junit.jupiter.api.Test;

class SecurityStatementTest {

    @Test
    void statesSmartOnFhirOnceHoweverOftenItIsAsked() {
        try (IssuerStub issuer = new IssuerStub(Minting.rsa("k")); TestServer server = TestServer.enforcing(issuer)) {
            RawHttp.get(server.port(), "/fhir/.well-known/smart-configuration");
            for (int i = 0; i < 3; i++) {
                CapabilityStatementRestSecurityComponent security = security(server);

                assertThat(security.getCors()).isTrue();
                assertThat(security.getService()).singleElement().satisfies(service -> assertThat(service.hasCoding(
                        "http://terminology.hl7.org/CodeSystem/restful-security-service", "SMART-on-FHIR")).isTrue());
                assertThat(security.getExtension()).singleElement().satisfies(uris -> {
                    assertThat(uris.getUrl())
                            .isEqualTo("http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris");
                    assertThat(uris.getExtension()).extracting(Extension::getUrl)
                            .containsExactly("token", "introspect");
                    assertThat(uris.getExtensionByUrl("token").getValue().primitiveValue())
                            .isEqualTo(issuer.issuer() + "/token");
                });
            }
        }
    }

    @Test
    void statesNoEndpointsThatItDoesNotKnow() {
        try (IssuerStub issuer = new IssuerStub(Minting.rsa("k")); TestServer server = TestServer.enforcing(issuer)) {
            issuer.setAway(true);

            assertThat(security(server).getExtension()).isEmpty();
            assertThat(security(server).getService()).hasSize(1);
        }
    }

    private static CapabilityStatementRestSecurityComponent security(TestServer server) {
        RawHttp.Answer answer = RawHttp.get(server.port(), "/fhir/metadata", "Accept: application/fhir+json");
        return FhirContext.forR4Cached().newJsonParser().parseResource(CapabilityStatement.class, answer.body())
                .getRestFirstRep().getSecurity();
    }
}
