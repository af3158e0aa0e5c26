package dev.smartfhir.keycloak.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

/** What introspection tells of an active token (INT-03 to INT-10). */
class ActiveTokenTest {

    @Test
    void aSmartTokenTellsItsContextInSmartsTypesAndNoPersonalDataBeyond() throws Exception {
        AccessToken token = token();
        Map<String, Object> context = Map.of("patient", "p1", "encounter", "e1", "need_patient_banner", true,
                "intent", "reconcile", "tenant", "ward", "smart_style_url", "https://ehr.example.org/s.json",
                "fhirContext", List.of(Map.of("reference", "Claim/1")));
        token.getOtherClaims().putAll(context);
        token.setOtherClaims("fhirUser", "https://fhir.example.org/Practitioner/1");
        token.setOtherClaims("national_id", "A123456789");
        token.setPreferredUsername("dr.lin");
        token.setEmail("lin@example.org");
        AccessToken.Confirmation bound = new AccessToken.Confirmation();
        bound.setKeyThumbprint("thumb");
        token.setConfirmation(bound);

        Map<String, Object> answer = new ActiveToken(token, true).answer();

        assertThat(answer).containsAllEntriesOf(context)
                .containsEntry("fhirUser", "https://fhir.example.org/Practitioner/1")
                .containsEntry("active", true).containsEntry("sub", "user-1").containsEntry("client_id", "app")
                .containsEntry("iss", "https://as.example.org").containsEntry("aud", "https://fhir.example.org")
                .containsEntry("token_type", "Bearer").containsEntry("scope", "launch patient/*.rs")
                .containsEntry("exp", 2_000L).containsEntry("iat", 1_000L).hasSize(9 + 1 + 1 + context.size());
        assertThat(JsonSerialization.writeValueAsString(answer)).contains("\"cnf\":{\"jkt\":\"thumb\"}")
                .doesNotContain("A123456789", "dr.lin", "lin@example.org");
    }

    @Test
    void anOrdinaryClientsTokenHasNoLaunchContext() {
        AccessToken token = token();
        token.setOtherClaims("patient", "p1");
        token.setOtherClaims("fhirUser", "https://fhir.example.org/Practitioner/1");

        assertThat(new ActiveToken(token, false).answer()).doesNotContainKeys("patient", "fhirUser");
    }

    @Test
    void whatTheTokenDoesNotSayIsLeftOut() {
        AccessToken token = token();
        token.setScope(" ");
        token.audience("a", "b");

        assertThat(new ActiveToken(token, true).answer()).doesNotContainKeys("scope", "cnf", "patient", "fhirUser")
                .containsEntry("aud", List.of("a", "b"));
        assertThat(new ActiveToken(new AccessToken(), true).answer().get("active")).isEqualTo(true);
    }

    private static AccessToken token() {
        AccessToken token = new AccessToken();
        token.type("Bearer").issuer("https://as.example.org").subject("user-1").issuedFor("app")
                .audience("https://fhir.example.org").iat(1_000L).exp(2_000L);
        token.setScope("launch patient/*.rs");
        return token;
    }
}
