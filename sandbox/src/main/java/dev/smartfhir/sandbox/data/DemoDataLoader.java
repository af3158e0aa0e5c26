package dev.smartfhir.sandbox.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Discovery;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.DemoClient;
import dev.smartfhir.sandbox.keys.KeyStore;

/** Loads the demo data as any client would: discovery, a token with its own key, one transaction. */
public final class DemoDataLoader {

    private final FhirClient fhir;
    private final KeyStore keys;

    public DemoDataLoader(FhirClient fhir, KeyStore keys) {
        this.fhir = fhir;
        this.keys = keys;
    }

    /**
     * Loads everything or nothing.
     *
     * @return how many resources the transaction held
     * @throws SandboxFailure if the token or the transaction is refused
     */
    public int load() {
        HttpAnswer wellKnown = fhir.get("/.well-known/smart-configuration", null);
        if (wellKnown.status() != 200) {
            throw new SandboxFailure("The demo data cannot be loaded: discovery at the FHIR base answered HTTP "
                    + wellKnown.status() + ".");
        }
        BackendService loader = new BackendService(
                DemoClient.LOADER.clientId(),
                DemoClient.LOADER.key(keys),
                Discovery.of(wellKnown).tokenEndpoint());
        HttpAnswer token = loader.requestToken("system/*.cu");
        if (token.status() != 200) {
            throw new SandboxFailure("The demo data cannot be loaded: the token request answered HTTP "
                    + token.status() + " " + token.body());
        }
        ObjectNode transaction = DemoData.transaction();
        HttpAnswer answer = fhir.send("POST", "", token.text("access_token"), transaction.toString());
        if (answer.status() != 200) {
            throw new SandboxFailure("The demo data cannot be loaded: the transaction answered HTTP "
                    + answer.status() + " " + answer.body());
        }
        return transaction.path("entry").size();
    }
}
