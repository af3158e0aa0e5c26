package dev.smartfhir.endtoend.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;

/** A public app of a pair, its user with a browser, and the patient picker between them. */
final class StandaloneApp {

    private final OwnPair pair;
    private final String clientId;
    private final Browser browser = new Browser();

    StandaloneApp(OwnPair pair, String... scopes) {
        this.pair = pair;
        ObjectNode client = pair.clients().confidential();
        client.put("standardFlowEnabled", true).put("serviceAccountsEnabled", false).put("publicClient", true)
                .putArray("redirectUris").add(TestApp.REDIRECT);
        String id = pair.clients().create(client);
        for (String scope : scopes) {
            pair.clients().assignOptional(id, scope);
        }
        this.clientId = client.get("clientId").asText();
    }

    String clientId() {
        return clientId;
    }

    AppRequest request(String scope) {
        return AppRequest.of(clientId, TestApp.REDIRECT).with("scope", scope)
                .with("aud", pair.fhirBase().toString());
    }

    /** Opens the request and logs a user in; the answer is the picker's page, or the redirect to the app. */
    HttpAnswer logIn(AppRequest request, String user) {
        URI address = URI.create(pair.issuer() + "/protocol/openid-connect/auth?" + request.encoded());
        HttpAnswer login = browser.follow(browser.open(address));
        return TestApp.back(browser, browser.logIn(login, user, TestUsers.PASSWORD));
    }

    HttpAnswer search(HttpAnswer page, String name) {
        return TestApp.back(browser, browser.submit(page, "smart-patient-search",
                Map.of("name", name, "identifier", "", "birthDate", "", "search", "1")));
    }

    HttpAnswer choose(HttpAnswer page, String patient) {
        return TestApp.back(browser, browser.submit(page, "smart-patient-choice", Map.of("patient", patient)));
    }

    HttpAnswer exchange(HttpAnswer redirect, AppRequest request) {
        return new Http().post(pair.tokenEndpoint(), Map.of("grant_type", "authorization_code",
                "client_id", clientId, "code", Browser.parameter(redirect, "code"),
                "redirect_uri", TestApp.REDIRECT, "code_verifier", request.verifier()));
    }
}
