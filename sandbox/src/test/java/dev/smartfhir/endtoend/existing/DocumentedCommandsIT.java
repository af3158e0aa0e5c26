package dev.smartfhir.endtoend.existing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.docs.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/existing-keycloak.md} and {@code docs/doctor.md} tell their readers to type. */
@EndToEnd
class DocumentedCommandsIT {

    private final Servers servers;
    private final HospitalRealm hospital;

    @TempDir
    private Path home;

    DocumentedCommandsIT(Servers servers) {
        this.servers = servers;
        this.hospital = HospitalRealm.create(servers);
    }

    @AfterEach
    void delete() {
        hospital.close();
    }

    @Test
    void ofSmartAdminMakeTheRealmReadyAndExamineIt() throws Exception {
        Result ready = type(block("docs/existing-keycloak.md", "ready"));
        Result doctor = type(block("docs/doctor.md", "keycloak doctor"));

        assertThat(ready.code()).as(ready.output()).isZero();
        assertThat(ready.output()).contains("Add --apply to make them.", "changes were made.");
        assertThat(hospital.admin().get("/smart/changes").json()).isEmpty();
        assertThat(doctor.output()).contains("realm " + hospital.name() + ": The clocks agree.");
        assertThat(doctor.code()).as("the FHIR server names another realm").isEqualTo(1);
    }

    @Test
    void ofKeycloaksOwnToolDoTheSame() throws Exception {
        Result result = type(block("docs/existing-keycloak.md", "smart/changes"));

        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).contains("\"setting\" : \"smart.fhir-bases\"", "\"code\" : \"seams-live\"");
        assertThat(hospital.admin().get("/smart/changes").json()).isEmpty();
    }

    private static String block(String page, String holding) {
        return Page.read(Path.of(page)).blocks().stream().filter(block -> block.language().equals("sh"))
                .map(Page.Block::text).filter(text -> text.contains(holding)).findFirst().orElseThrow();
    }

    private Result type(String commands) throws IOException, InterruptedException {
        Path kcadm = servers.sandbox().state().resolve("keycloak/bin/kcadm.sh");
        String here = "set -e\nkcadm.sh() { bash '" + kcadm + "' \"$@\"; }\n"
                + commands.replace("https://auth.example.org", servers.sandbox().keycloak().toString())
                        .replace("https://fhir.example.org/fhir", servers.fhirBase().toString())
                        .replace("--realm hospital", "--realm " + hospital.name())
                        .replace("-r hospital", "-r " + hospital.name());
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", here)).redirectErrorStream(true)
                .directory(servers.sandbox().projectRoot().toFile());
        builder.environment().putAll(Map.of("KEYCLOAK_PASSWORD", "admin", "KC_CLI_PASSWORD", "admin", "KC_OPTS",
                "-Duser.home=" + home));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process bash = builder.start();
        bash.getOutputStream().close();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(bash.exitValue(), output);
    }

    /**
     * How the commands ended.
     *
     * @param code   the exit code of the last one
     * @param output what they printed
     */
    private record Result(int code, String output) {
    }
}
