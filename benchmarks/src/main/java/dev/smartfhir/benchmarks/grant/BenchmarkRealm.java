package dev.smartfhir.benchmarks.grant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.benchmarks.scopes.ManyScopes;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.util.List;

/**
 * One realm for both Keycloaks: backend services with one and with many client scopes, which are ordinary scopes to
 * the stock one and ceilings to the other.
 */
final class BenchmarkRealm {

    /** The realm's name. */
    static final String NAME = "benchmark";
    /** The scope that every request asks for. */
    static final String SCOPE = "system/Observation.rs";
    /** The clients by the number of their scopes. */
    static final List<Integer> CEILINGS = List.of(1, 200);

    private static final ObjectMapper JSON = new ObjectMapper();

    private BenchmarkRealm() {
    }

    static String client(int ceilings) {
        return "service-" + ceilings;
    }

    static ObjectNode build(ClientKey key) {
        ObjectNode realm = JSON.createObjectNode();
        realm.put("realm", NAME).put("enabled", true).put("accessTokenLifespan", 300);
        realm.put("defaultSignatureAlgorithm", "RS256");
        realm.putObject("attributes")
                .put("CreateDefaultClientScopes", "true")
                .put("smart.fhir-bases", "http://localhost/fhir");
        ArrayNode scopes = realm.putArray("clientScopes");
        ManyScopes.mixed(200).forEach(name -> {
            ObjectNode scope = scopes.addObject().put("name", name).put("protocol", "openid-connect");
            scope.putObject("attributes").put("include.in.token.scope", "true");
        });
        ArrayNode clients = realm.putArray("clients");
        CEILINGS.forEach(ceilings -> clients.add(service(ceilings, key)));
        return realm;
    }

    private static ObjectNode service(int ceilings, ClientKey key) {
        ObjectNode client = JSON.createObjectNode();
        client.put("clientId", client(ceilings)).put("protocol", "openid-connect").put("publicClient", false);
        client.put("clientAuthenticatorType", "client-jwt").put("serviceAccountsEnabled", true);
        client.put("standardFlowEnabled", false).put("directAccessGrantsEnabled", false);
        client.put("fullScopeAllowed", false);
        client.putObject("attributes").put("use.jwks.string", "true").put("jwks.string", key.publicKeySet())
                .put("token.endpoint.auth.signing.alg", key.algorithm().getName());
        client.putArray("defaultClientScopes").add("basic");
        ArrayNode optional = client.putArray("optionalClientScopes");
        ManyScopes.mixed(ceilings).forEach(optional::add);
        return client;
    }
}
