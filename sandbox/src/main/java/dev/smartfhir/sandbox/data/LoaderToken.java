package dev.smartfhir.sandbox.data;

import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Discovery;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.DemoClient;
import dev.smartfhir.sandbox.keys.KeyStore;

/** The token of the client that loads what the sandbox needs, got as any client gets one. */
final class LoaderToken {

    private LoaderToken() {
    }

    /**
     * A token with these scopes.
     *
     * @throws SandboxFailure if discovery or the token is refused
     */
    static String of(FhirClient fhir, KeyStore keys, String scope) {
        HttpAnswer wellKnown = fhir.get("/.well-known/smart-configuration", null);
        if (wellKnown.status() != 200) {
            throw new SandboxFailure("The demo data cannot be loaded: discovery at the FHIR base answered HTTP "
                    + wellKnown.status() + ".");
        }
        BackendService loader = new BackendService(
                DemoClient.LOADER.clientId(),
                DemoClient.LOADER.key(keys),
                Discovery.of(wellKnown).tokenEndpoint());
        HttpAnswer token = loader.requestToken(scope);
        if (token.status() != 200) {
            throw new SandboxFailure("The demo data cannot be loaded: the token request answered HTTP "
                    + token.status() + " " + token.body());
        }
        return token.text("access_token");
    }
}
