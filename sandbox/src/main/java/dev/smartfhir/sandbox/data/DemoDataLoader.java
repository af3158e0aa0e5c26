package dev.smartfhir.sandbox.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
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
        String token = LoaderToken.of(fhir, keys, "system/*.cu");
        ObjectNode transaction = DemoData.transaction();
        HttpAnswer answer = fhir.send("POST", "", token, transaction.toString());
        if (answer.status() != 200) {
            throw new SandboxFailure("The demo data cannot be loaded: the transaction answered HTTP "
                    + answer.status() + " " + answer.body());
        }
        return transaction.path("entry").size();
    }
}
