package dev.smartfhir.endtoend.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Credentials of an EHR, good and bad, and what else may be done with them. */
final class TestCredentials {

    private TestCredentials() {
    }

    static String basic(String clientId, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString(
                (clientId + ":" + Browser.encode(secret)).getBytes(StandardCharsets.UTF_8));
    }

    /** Lets an EHR authenticate with a private key from now on. */
    static BackendService makeAsymmetric(Servers servers, TestEhr ehr) {
        ClientKey key = ClientKey.es384();
        ObjectNode client = servers.clients().read(ehr.clientId());
        client.put("clientAuthenticatorType", "client-jwt");
        client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", key.publicKeySet());
        servers.clients().write(client);
        return new BackendService(ehr.clientId(), key, servers.tokenEndpoint());
    }

    /** A token of a user, got with his password by the EHR's client. */
    static String passwordToken(Servers servers, TestEhr ehr, String user) {
        HttpAnswer answer = new Http().send("POST", servers.tokenEndpoint(), form(ehr),
                "grant_type=password&username=" + user + "&password=" + Browser.encode(TestUsers.PASSWORD));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer.text("access_token");
    }

    static void revoke(Servers servers, TestEhr ehr, String token) {
        HttpAnswer answer = new Http().send("POST",
                URI.create(servers.issuer() + "/protocol/openid-connect/revoke"), form(ehr), "token=" + token);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
    }

    private static Map<String, String> form(TestEhr ehr) {
        return Map.of("Authorization", ehr.basic(), "Content-Type", "application/x-www-form-urlencoded");
    }
}
