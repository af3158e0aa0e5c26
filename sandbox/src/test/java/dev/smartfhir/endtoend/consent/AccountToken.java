package dev.smartfhir.endtoend.consent;

import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Form;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The access token with which the account console asks Keycloak in a user's name. */
final class AccountToken {

    /** The example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private AccountToken() {
    }

    static String of(Servers servers, String user) {
        String redirect = servers.issuer() + "/account/";
        Map<String, String> request = new LinkedHashMap<>();
        request.put("client_id", "account-console");
        request.put("response_type", "code");
        request.put("redirect_uri", redirect);
        request.put("scope", "openid");
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        Browser browser = new Browser();
        HttpAnswer back = browser.logIn(browser.follow(browser.open(URI.create(
                servers.issuer() + "/protocol/openid-connect/auth?" + Form.encode(request)))), user,
                TestUsers.PASSWORD);
        return new Http().post(servers.tokenEndpoint(), Map.of("grant_type", "authorization_code",
                "client_id", "account-console", "redirect_uri", redirect, "code", Browser.parameter(back, "code"),
                "code_verifier", VERIFIER)).text("access_token");
    }
}
