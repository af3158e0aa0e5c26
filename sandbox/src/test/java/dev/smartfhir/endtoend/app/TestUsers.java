package dev.smartfhir.endtoend.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.AdminApi;
import java.util.List;
import java.util.UUID;

/** Makes users as an administrator does, with attributes that only administrators can edit. */
public final class TestUsers {

    /** The password of every test user. */
    public static final String PASSWORD = "correct horse";
    private static final List<String> ATTRIBUTES = List.of("fhirUser", "fhirPatients");

    private final AdminApi admin;

    public TestUsers(AdminApi admin) {
        this.admin = admin;
    }

    /** A new user whom nothing links to FHIR. */
    public String plain() {
        return create(null);
    }

    /** A new user with the attribute {@code fhirUser}, such as {@code Practitioner/1}, and patients he acts for. */
    public String create(String fhirUser, String... patients) {
        declareAttributes();
        String name = "user-" + UUID.randomUUID();
        ObjectNode user = JsonNodeFactory.instance.objectNode().put("username", name).put("enabled", true)
                .put("firstName", "A").put("lastName", "B").put("email", name + "@example.org");
        user.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
        ObjectNode attributes = user.putObject("attributes");
        if (fhirUser != null) {
            attributes.putArray("fhirUser").add(fhirUser);
        }
        ArrayNode links = attributes.putArray("fhirPatients");
        for (String patient : patients) {
            links.add(patient);
        }
        admin.post("/users", user);
        return name;
    }

    /** Gives a user one resource on each of several FHIR servers, as absolute URLs. */
    public void setFhirUsers(String username, String... urls) {
        ObjectNode user = (ObjectNode) admin.get("/users/" + idOf(username)).json();
        ArrayNode values = user.withObject("/attributes").putArray("fhirUser");
        for (String url : urls) {
            values.add(url);
        }
        admin.put("/users/" + idOf(username), user);
    }

    /** Keycloak's internal id of a user. */
    public String idOf(String username) {
        return admin.get("/users?exact=true&username=" + username).json().path(0).path("id").asText();
    }

    /** Declares the attributes in the realm's user profile, editable by administrators only, where they are not. */
    public void declareAttributes() {
        ObjectNode profile = (ObjectNode) admin.get("/users/profile").json();
        boolean changed = false;
        for (String name : ATTRIBUTES) {
            if (profile.path("attributes").findValuesAsText("name").contains(name)) {
                continue;
            }
            ObjectNode attribute = profile.withArray("/attributes").addObject().put("name", name)
                    .put("multivalued", true);
            JsonNode administrators = JsonNodeFactory.instance.arrayNode().add("admin");
            attribute.putObject("permissions").<ObjectNode>set("view", administrators).set("edit", administrators);
            changed = true;
        }
        if (changed) {
            admin.put("/users/profile", profile);
        }
    }
}
