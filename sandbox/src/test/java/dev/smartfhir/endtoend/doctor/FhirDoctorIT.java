package dev.smartfhir.endtoend.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of the two real servers. */
@EndToEnd
class FhirDoctorIT {

    private final Servers servers;

    FhirDoctorIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void findsNoErrorInTheSandboxAndSeesItWithARealToken(@TempDir Path folder) throws IOException {
        ClientKey key = ClientKey.es384();
        BackendService service = servers.clients().backendService(key, "system/Bundle.rs", "system/Patient.rs?name=x");
        Path file = Files.writeString(folder.resolve("key.json"), key.jwk().toJSONString());

        SmartAdminJar.Run run = SmartAdminJar.run("fhir", "doctor", "--json",
                "--fhir-base", servers.fhirBase().toString(), "--client-id", service.clientId(),
                "--client-key", file.toString(), "--scope", "system/Bundle.rs",
                "--scope", "system/Bundle.rs?no-such-parameter=x");

        assertThat(run.codes("ERROR")).as(run.output()).isEmpty();
        assertThat(run.exitCode()).isZero();
        // The starter's own CORS rules are as the stock starter has them.
        assertThat(run.codes("WARNING")).containsExactlyInAnyOrder("cors-any-origin", "missing-search-parameter");
        assertThat(run.codes("OK")).contains("enforcement-live", "fhir-version", "base-url", "smart-security",
                "no-store", "enforces", "discovery", "smart-configuration", "secure-endpoints", "issuer",
                "signing-keys", "clock", "anonymous", "forged-tokens", "token", "audience", "allowed", "beyond-scope",
                "side-doors", "health");
        assertThat(run.output()).doesNotContain("eyJ");
    }

    @Test
    void endsWithOneWhereThereIsNoFhirServer() {
        SmartAdminJar.Run run = SmartAdminJar.run("fhir", "doctor",
                "--fhir-base", servers.issuer() + "/fhir");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("ERROR", "is no CapabilityStatement").doesNotContain("Exception");
    }
}
