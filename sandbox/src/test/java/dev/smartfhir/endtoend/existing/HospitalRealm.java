package dev.smartfhir.endtoend.existing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.AdminApi;
import dev.smartfhir.endtoend.servers.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A realm with a hospital's own settings and ordinary clients, made through the stock administration interface. */
final class HospitalRealm implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Servers servers;
    private final String name;

    private HospitalRealm(Servers servers, String name) {
        this.servers = servers;
        this.name = name;
    }

    /** A new one, which no SMART client has ever been in. */
    static HospitalRealm create(Servers servers) {
        try (InputStream in = HospitalRealm.class.getResourceAsStream("/existing/hospital-realm.json")) {
            return create(servers, (ObjectNode) JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new one as described. */
    static HospitalRealm create(Servers servers, ObjectNode description) {
        String name = "hospital-" + UUID.randomUUID();
        new AdminApi(servers.sandbox().keycloak(), "").post("", description.put("realm", name));
        return new HospitalRealm(servers.inRealm(name), name);
    }

    String name() {
        return name;
    }

    /** The servers, with this realm in the place of the sandbox's. */
    Servers servers() {
        return servers;
    }

    AdminApi admin() {
        return servers.admin();
    }

    /** Everything but users and secrets, clients, groups and roles included. */
    ObjectNode export() {
        return (ObjectNode) admin().post("/partial-export?exportClients=true&exportGroupsAndRoles=true", null).json();
    }

    /** What the doctor finds about a subject, such as {@code client app}, without what is in order. */
    List<String> problems(String subject) {
        return codes(doctor(), subject);
    }

    /** Everything that the doctor says. */
    JsonNode doctor() {
        return admin().get("/smart/doctor").json();
    }

    static List<String> codes(JsonNode findings, String subject) {
        return StreamSupport.stream(findings.spliterator(), false)
                .filter(finding -> finding.path("subject").asText().equals(subject))
                .filter(finding -> !finding.path("severity").asText().equals("OK"))
                .map(finding -> finding.path("code").asText()).distinct().sorted().toList();
    }

    @Override
    public void close() {
        admin().delete("");
    }
}
