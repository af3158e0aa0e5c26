package dev.smartfhir.endtoend.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Changes the realm's attributes as an administrator does. */
public final class TestRealm {

    private final AdminApi admin;

    public TestRealm(AdminApi admin) {
        this.admin = admin;
    }

    /** The value of an attribute, or null. */
    public String attribute(String name) {
        return admin.get("").json().path("attributes").path(name).asText(null);
    }

    /** Sets an attribute; null removes it. */
    public void attribute(String name, String value) {
        ObjectNode realm = (ObjectNode) admin.get("").json();
        if (value == null) {
            realm.withObject("/attributes").remove(name);
        } else {
            realm.withObject("/attributes").put(name, value);
        }
        admin.put("", realm);
    }
}
