package dev.smartfhir.endtoend.servers;

import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.net.URI;
import java.util.Map;

/** A FHIR server whose operator has opened something of each kind; its only issuer is the second one. */
public final class OperatorServer implements AutoCloseable {

    private static final Map<String, String> OPENED = Map.of(
            "SMART_SEARCH_ALLOWED_CHAINS", "Claim:patient.family",
            "SMART_PRIVILEGED_WRITES", "Subscription,SearchParameter,ValueSet",
            "SMART_OPERATIONS", "Patient/$everything,Encounter/$everything,ValueSet/$expand,Patient/$meta,$meta",
            "HAPI_FHIR_ALLOW_CASCADING_DELETES", "true",
            "SMART_OPEN_PATHS", "/actuator/prometheus");

    private final ExtraFhirServer server;

    private OperatorServer(ExtraFhirServer server) {
        this.server = server;
    }

    static OperatorServer start(Servers servers) {
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        return new OperatorServer(builder
                .with(DropInSettings.complete(builder.fhirBase(), servers.secondIssuer().issuer()))
                .with(OPENED)
                .start()
                .awaitStarted());
    }

    /** Its root, under which everything beside FHIR is. */
    public URI root() {
        return server.root();
    }

    /** Requests to it. */
    public FhirClient fhir() {
        return server.fhir();
    }

    @Override
    public void close() {
        server.close();
    }
}
