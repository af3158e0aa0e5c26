package dev.smartfhir.sandbox.demo;

import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Discovery;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.data.DemoData;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.keys.DemoClient;
import dev.smartfhir.sandbox.keys.KeyStore;
import java.util.Set;

/** A hospital's system that knows the FHIR base, its own client id and its own private key, and nothing else. */
final class HospitalSystem {

    static final String SCOPE = "system/Bundle.crs system/ClaimResponse.rs";
    private final DemoClient client;
    private final String code;
    private final ClientKey key;
    private final FhirClient fhir;
    private final Transcript transcript;

    /** @param code the hospital's code, which its ceilings are filled with */
    HospitalSystem(DemoClient client, String code, KeyStore keys, FhirClient fhir, Transcript transcript) {
        this.client = client;
        this.code = code;
        this.key = keys.get(client.clientId());
        this.fhir = fhir;
        this.transcript = transcript;
    }

    Discovery discover() {
        HttpAnswer answer = transcript.step(
                "GET " + fhir.base() + "/.well-known/smart-configuration", 200,
                fhir.get("/.well-known/smart-configuration", null));
        if (answer.status() != 200) {
            throw new SandboxFailure(
                    "Without discovery there is nothing more to show; is the sandbox running at " + fhir.base() + "?");
        }
        Discovery discovery = Discovery.of(answer);
        transcript.note("token_endpoint: " + discovery.tokenEndpoint());
        return discovery;
    }

    /** Authenticates with the private key and asks for the scopes that TWPAS demands. */
    String token(Discovery discovery) {
        BackendService service = new BackendService(client.clientId(), key, discovery.tokenEndpoint());
        HttpAnswer answer = transcript.step(
                "POST " + discovery.tokenEndpoint() + "  client_credentials, " + key.algorithm() + " assertion of "
                        + client.clientId() + ", scope=" + SCOPE,
                200, service.requestToken(SCOPE));
        transcript.note("scope: " + answer.text("scope") + ", expires_in: " + answer.json().path("expires_in"));
        transcript.check(ownScopes().equals(words(answer.text("scope"))),
                "granted is what was asked, each scope for the own institution only");
        return answer.text("access_token");
    }

    /** Signs with a key that the authorization server does not know for this client. */
    HttpAnswer tokenWithWrongKey(Discovery discovery) {
        ClientKey wrong = client == DemoClient.HOSPITAL_A ? ClientKey.rs384(key.keyId()) : ClientKey.es384(key.keyId());
        return new BackendService(client.clientId(), wrong, discovery.tokenEndpoint()).requestToken(SCOPE);
    }

    private Set<String> ownScopes() {
        return Set.of("system/Bundle.crs?_security=" + DemoData.INSTITUTION_SYSTEM + "|" + code,
                "system/ClaimResponse.rs?requestor=Organization/org-" + code);
    }

    private static Set<String> words(String scope) {
        return scope == null ? Set.of() : Set.of(scope.split(" "));
    }
}
