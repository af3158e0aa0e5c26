package dev.smartfhir.endtoend.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.Servers;

/** Changes what an administrator knows about a user, after he logged in. */
public final class UserAttributes {

    private final Servers servers;
    private final String userId;

    private UserAttributes(Servers servers, String userId) {
        this.servers = servers;
        this.userId = userId;
    }

    public static UserAttributes of(Servers servers, String userId) {
        return new UserAttributes(servers, userId);
    }

    /** Sets an attribute; without values it is taken away. */
    public void put(String name, String... values) {
        ObjectNode user = (ObjectNode) servers.admin().get("/users/" + userId).json();
        ArrayNode list = user.withObject("/attributes").putArray(name);
        for (String value : values) {
            list.add(value);
        }
        servers.admin().put("/users/" + userId, user);
    }

    public void setEnabled(boolean enabled) {
        ObjectNode user = (ObjectNode) servers.admin().get("/users/" + userId).json();
        servers.admin().put("/users/" + userId, user.put("enabled", enabled));
    }
}
