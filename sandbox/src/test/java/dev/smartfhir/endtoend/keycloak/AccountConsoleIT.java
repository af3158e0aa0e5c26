package dev.smartfhir.endtoend.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.browser.WebBrowser;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Form;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the shipped realm a user manages his account, but neither sees nor changes who he is on the FHIR server. */
@EndToEnd
class AccountConsoleIT {

    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final Servers servers;

    AccountConsoleIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void theUserSeesHisAccountWithoutHisFhirResource() {
        JsonNode account = account("GET", token("patient"), null).json();

        assertThat(account.path("username").asText()).isEqualTo("patient");
        assertThat(account.path("lastName").asText()).isEqualTo("示範");
        assertThat(account.toString()).doesNotContain("fhirUser", "demo-patient-a1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fhirUser", "fhirPatients"})
    void theUserCannotSayWhoHeIsOrForWhomHeActs(String attribute) {
        String token = token("patient");
        ObjectNode account = (ObjectNode) account("GET", token, null).json();
        JsonNode before = attributes("patient");
        account.withObject("/attributes").putArray(attribute).add("Patient/demo-patient-b1");

        HttpAnswer answer = account("POST", token, account.toString());

        assertThat(answer.status()).as(answer.body()).isIn(204, 400);
        assertThat(attributes("patient")).isEqualTo(before);
    }

    @Test
    void anAdministratorSeesItAndIsHeldToItsShape() {
        ObjectNode user = user("case-manager");
        assertThat(user.at("/attributes/fhirUser/0").asText()).isEqualTo("Practitioner/demo-case-manager");
        user.withObject("/attributes").putArray("fhirUser").add("Organization/org-A21030000I");

        HttpAnswer answer = servers.admin().send("PUT", "/users/" + user.get("id").asText(), user);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(user("case-manager").at("/attributes/fhirUser/0").asText())
                .isEqualTo("Practitioner/demo-case-manager");
    }

    private String token(String user) {
        URI redirect = URI.create(servers.issuer() + "/account/");
        Map<String, String> request = new LinkedHashMap<>();
        request.put("client_id", "account-console");
        request.put("response_type", "code");
        request.put("redirect_uri", redirect.toString());
        request.put("scope", "openid");
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        WebBrowser browser = new WebBrowser().open(URI.create(
                servers.issuer() + "/protocol/openid-connect/auth?" + Form.encode(request))).logIn(user);
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(browser.address().toString());
        assertThat(code.find()).as(browser.toString()).isTrue();
        HttpAnswer tokens = new Http().post(servers.tokenEndpoint(), Map.of("grant_type", "authorization_code",
                "client_id", "account-console", "redirect_uri", redirect.toString(), "code", code.group(1),
                "code_verifier", VERIFIER));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return tokens.text("access_token");
    }

    private HttpAnswer account(String method, String token, String body) {
        HttpAnswer answer = new Http().send(method, URI.create(servers.issuer() + "/account"), Map.of(
                "Authorization", "Bearer " + token, "Accept", "application/json",
                "Content-Type", "application/json"), body);
        assertThat(answer.status()).as(answer.body()).isNotEqualTo(401).isNotEqualTo(403);
        return answer;
    }

    private JsonNode attributes(String username) {
        return user(username).path("attributes");
    }

    private ObjectNode user(String username) {
        String id = servers.admin().get("/users?exact=true&username=" + username).json().path(0).path("id").asText();
        return (ObjectNode) servers.admin().get("/users/" + id).json();
    }
}
