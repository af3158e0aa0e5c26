package dev.smartfhir.endtoend.existing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.TestClients;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One wrong setting of a client that is right in everything else.
 *
 * @param code     the examination that must find it
 * @param app      whether it is an app with users; else a backend service
 * @param ceilings what is assigned as optional in the place of what such a client has
 * @param defaults what is assigned as default besides
 * @param plant    the wrong setting
 */
record Fault(String code, boolean app, List<String> ceilings, List<String> defaults, Consumer<ObjectNode> plant) {

    private static final List<String> APP = List.of("launch/patient", "patient/*.rs");
    private static final List<String> BACKEND = List.of("system/Bundle.crs");
    private static final ClientKey KEY = ClientKey.es384();

    /** A wrong setting of an app. */
    static Fault ofApp(String code, Consumer<ObjectNode> plant) {
        return new Fault(code, true, APP, List.of(), plant);
    }

    /** A wrong setting of a backend service. */
    static Fault ofBackend(String code, Consumer<ObjectNode> plant) {
        return new Fault(code, false, BACKEND, List.of(), plant);
    }

    /** Wrong scopes of a backend service. */
    static Fault ofScopes(String code, List<String> ceilings, List<String> defaults) {
        return new Fault(code, false, ceilings, defaults, client -> { });
    }

    static Consumer<ObjectNode> attribute(String name, String value) {
        return client -> client.withObject("/attributes").put(name, value);
    }

    static Consumer<ObjectNode> setting(String name, boolean value) {
        return client -> client.put(name, value);
    }

    static Consumer<ObjectNode> redirect(String uri) {
        return client -> client.putArray("redirectUris").add(uri);
    }

    /** The client as it should be. */
    ObjectNode sound(TestClients clients) {
        ObjectNode client = clients.confidential().put("enabled", true).put("bearerOnly", false);
        client.put("implicitFlowEnabled", false).putArray("webOrigins");
        if (app) {
            client.put("publicClient", true).put("standardFlowEnabled", true).put("serviceAccountsEnabled", false)
                    .put("consentRequired", true).putArray("redirectUris").add(TestApp.REDIRECT);
        } else {
            client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", KEY.publicKeySet());
        }
        return client;
    }

    /** Makes the client with its fault. */
    Planted plant(TestClients clients) {
        ObjectNode sound = sound(clients);
        ObjectNode faulty = sound.deepCopy();
        plant.accept(faulty);
        String id = clients.create(faulty);
        ceilings.forEach(scope -> clients.assignOptional(id, scope));
        defaults.forEach(scope -> clients.assignDefault(id, scope));
        return new Planted(this, id, sound);
    }

    /**
     * A fault in a realm.
     *
     * @param id    the client's internal id
     * @param sound the client as it should be
     */
    record Planted(Fault fault, String id, ObjectNode sound) {

        String subject() {
            return "client " + sound.path("clientId").asText();
        }

        /** Puts it right, as the mend says. */
        void mend(TestClients clients) {
            ObjectNode known = clients.read(sound.path("clientId").asText());
            List<String> attributes = known.path("attributes").properties().stream().map(Map.Entry::getKey).toList();
            sound.deepCopy().properties().forEach(field -> known.set(field.getKey(), field.getValue()));
            if (!sound.has("redirectUris")) {
                known.putArray("redirectUris");
            }
            attributes.stream().filter(name -> !sound.path("attributes").has(name))
                    .forEach(name -> known.withObject("/attributes").put(name, ""));
            clients.write(known);
            fault.ceilings().forEach(scope -> clients.removeOptional(id, scope));
            fault.defaults().forEach(scope -> clients.removeDefault(id, scope));
            (fault.app() ? APP : BACKEND).forEach(scope -> clients.assignOptional(id, scope));
            clients.assignDefault(id, "basic");
        }
    }
}
