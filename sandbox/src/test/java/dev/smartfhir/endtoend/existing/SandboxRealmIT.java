package dev.smartfhir.endtoend.existing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.Archives;
import dev.smartfhir.sandbox.keycloak.DemoRealm;
import dev.smartfhir.sandbox.keys.KeyStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The realm that the sandbox runs with, as the doctor sees it. */
@EndToEnd
class SandboxRealmIT {

    /** Of the sandbox's clients: whatever the loader loads is its own, and the institution's own apps ask nobody. */
    private static final Map<String, List<String>> JUSTIFIED = Map.of(
            "client sandbox-loader", List.of("client-wildcard-ceiling"),
            "client demo-app", List.of("client-consent"),
            "client prior-authorization", List.of("client-consent"),
            "client work-list", List.of("client-consent"));

    private final Servers servers;

    SandboxRealmIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void hasNoErrorAndTheseWarnings() throws IOException {
        ObjectNode realm = DemoRealm.build(Archives.in(servers.sandbox().projectRoot()).realm(), servers.sandbox(),
                new KeyStore(servers.sandbox().state().resolve("keys")));
        // What an import replaces, and the administration interface does not.
        realm.withObject("/attributes").put("smart.fhir-bases.internal", "");
        realm.path("users").forEach(user -> ((ObjectNode) user).remove("realmRoles"));
        try (HospitalRealm copy = HospitalRealm.create(servers, realm)) {
            JsonNode findings = copy.doctor();

            Map<String, List<String>> problems = new TreeMap<>();
            findings.findValuesAsText("subject").forEach(subject -> {
                List<String> codes = HospitalRealm.codes(findings, subject);
                if (!codes.isEmpty()) {
                    problems.put(subject, codes);
                }
            });
            Map<String, List<String>> expected = new TreeMap<>(JUSTIFIED);
            // A copy under another name is not the realm that the FHIR server names.
            expected.put("realm " + copy.name(), List.of("fhir-base-issuer"));
            assertThat(problems).isEqualTo(expected);
            assertThat(copy.admin().get("/smart/changes").json()).isEmpty();
        }
    }

    @Test
    void isTheOneThatTheFhirServerNames() {
        JsonNode findings = servers.admin().get("/smart/doctor").json();

        Map<String, String> severities = new TreeMap<>();
        findings.forEach(finding -> {
            if (finding.path("subject").asText().equals("realm smart")) {
                severities.merge(finding.path("code").asText(), finding.path("severity").asText(), String::concat);
            }
        });
        assertThat(severities).contains(entry("fhir-base-issuer", "OK"), entry("fhir-base-reachable", "OK"),
                entry("clock", "OK"), entry("seams-live", "OK"));
        assertThat(new ObjectMapper().valueToTree(severities).toString()).doesNotContain("oncologist");
    }
}
