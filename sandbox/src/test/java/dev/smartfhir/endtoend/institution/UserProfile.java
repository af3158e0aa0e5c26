package dev.smartfhir.endtoend.institution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.Servers;

/** The realm's user profile, as an administrator changes it. */
public final class UserProfile {

    private static final String PATH = "/users/profile";

    private final Servers servers;

    public UserProfile(Servers servers) {
        this.servers = servers;
    }

    /** Declares an attribute of many values that these roles may edit, {@code admin} or {@code user}. */
    public void declare(String name, String... editors) {
        ObjectNode profile = without(name);
        ObjectNode attribute = profile.withArray("/attributes").addObject().put("name", name).put("multivalued", true);
        ObjectNode permissions = attribute.putObject("permissions");
        permissions.putArray("view").add("admin");
        ArrayNode edit = permissions.putArray("edit");
        for (String editor : editors) {
            edit.add(editor);
        }
        servers.admin().put(PATH, profile);
    }

    /** Takes the declaration of an attribute away. */
    public void forget(String name) {
        servers.admin().put(PATH, without(name));
    }

    private ObjectNode without(String name) {
        ObjectNode profile = (ObjectNode) servers.admin().get(PATH).json();
        ArrayNode attributes = profile.withArray("/attributes");
        for (int i = attributes.size() - 1; i >= 0; i--) {
            JsonNode attribute = attributes.get(i);
            if (attribute.path("name").asText().equals(name)) {
                attributes.remove(i);
            }
        }
        return profile;
    }
}
