package dev.smartfhir.endtoend.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Makes clients as an administrator does in the console: a client, its public key, and its ceilings. */
public final class TestClients {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final AdminApi admin;
    private final URI tokenEndpoint;
    private final Map<String, String> scopeIds = new ConcurrentHashMap<>();

    public TestClients(AdminApi admin, URI tokenEndpoint) {
        this.admin = admin;
        this.tokenEndpoint = tokenEndpoint;
    }

    /** A new backend service with a new ES384 key and these ceilings as optional scopes. */
    public BackendService backendService(String... ceilings) {
        return backendService(ClientKey.es384(), ceilings);
    }

    /** A new backend service with this key, published inline, and these ceilings as optional scopes. */
    public BackendService backendService(ClientKey key, String... ceilings) {
        ObjectNode client = confidential();
        client.withObject("/attributes")
                .put("use.jwks.string", "true")
                .put("jwks.string", key.publicKeySet());
        return backendService(client, key, ceilings);
    }

    /** A new backend service as described, for instance with a {@code jwks.url}, and these ceilings. */
    public BackendService backendService(ObjectNode client, ClientKey key, String... ceilings) {
        String id = create(client);
        for (String ceiling : ceilings) {
            assignOptional(id, ceiling);
        }
        return new BackendService(client.get("clientId").asText(), key, tokenEndpoint);
    }

    /** The description of a confidential client for client credentials by private key JWT; change it at will. */
    public ObjectNode confidential() {
        ObjectNode client = JSON.createObjectNode();
        client.put("clientId", "test-" + UUID.randomUUID());
        client.put("protocol", "openid-connect");
        client.put("publicClient", false);
        client.put("clientAuthenticatorType", "client-jwt");
        client.put("serviceAccountsEnabled", true);
        client.put("standardFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        client.put("fullScopeAllowed", false);
        client.putObject("attributes");
        return client;
    }

    /** Creates the client and returns Keycloak's internal id. */
    public String create(ObjectNode client) {
        String location = admin.post("/clients", client).header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Keycloak's internal id of a client. */
    public String idOf(String clientId) {
        return admin.get("/clients?clientId=" + clientId).json().path(0).path("id").asText();
    }

    /** Reads a client's description. */
    public ObjectNode read(String clientId) {
        return (ObjectNode) admin.get("/clients/" + idOf(clientId)).json();
    }

    /** Writes a client's description back. */
    public void write(ObjectNode client) {
        admin.put("/clients/" + client.get("id").asText(), client);
    }

    /** Assigns a client scope as optional; it is created where the realm does not have it. */
    public void assignOptional(String id, String scope) {
        assign("/clients/" + id + "/optional-client-scopes/", scope);
    }

    /** Assigns a client scope as default; it is created where the realm does not have it. */
    public void assignDefault(String id, String scope) {
        assign("/clients/" + id + "/default-client-scopes/", scope);
    }

    /** A scope that was deleted since it was last assigned is made again. */
    private void assign(String list, String scope) {
        String known = scopeIds.get(scope);
        if (known == null || admin.send("PUT", list + known, null).status() / 100 != 2) {
            admin.put(list + scopeId(scope), null);
        }
    }

    /** Takes an optional scope away. */
    public void removeOptional(String id, String scope) {
        admin.delete("/clients/" + id + "/optional-client-scopes/" + scopeId(scope));
    }

    /** Takes a default scope away. */
    public void removeDefault(String id, String scope) {
        admin.delete("/clients/" + id + "/default-client-scopes/" + scopeId(scope));
    }

    /** Keycloak's internal id of a realm client scope, created if it is not there. */
    public String scopeId(String name) {
        String id = findOrCreate(name);
        scopeIds.put(name, id);
        return id;
    }

    private String findOrCreate(String name) {
        String known = find(name);
        if (known != null) {
            return known;
        }
        ObjectNode scope = JSON.createObjectNode().put("name", name).put("protocol", "openid-connect");
        scope.putObject("attributes").put("include.in.token.scope", "true");
        admin.post("/client-scopes", scope);
        return find(name);
    }

    private String find(String name) {
        for (JsonNode scope : admin.get("/client-scopes").json()) {
            if (scope.path("name").asText().equals(name)) {
                return scope.path("id").asText();
            }
        }
        return null;
    }
}
