package dev.smartfhir.keycloak.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * A SMART client as an administrator made it, before it changes itself with a registration access token. It may change
 * its name, pages, keys and redirect URIs; everything else must be as it was.
 */
final class UnwidenedClient {

    private static final List<String> ITS_OWN = List.of("name", "description", "baseUrl", "redirectUris",
            "registrationAccessToken", "secret");
    private static final List<String> ITS_OWN_ATTRIBUTES = List.of(ClientModel.LOGO_URI, ClientModel.POLICY_URI,
            ClientModel.TOS_URI, OIDCConfigAttributes.JWKS_URL, OIDCConfigAttributes.USE_JWKS_URL,
            OIDCConfigAttributes.JWKS_STRING, OIDCConfigAttributes.USE_JWKS_STRING);

    private final KeycloakSession session;
    private final ClientModel client;
    private final ObjectNode before;
    private final Set<String> redirectUris;
    private final String jwksUrl;

    UnwidenedClient(KeycloakSession session, ClientModel client) {
        this.session = session;
        this.client = client;
        this.before = held();
        this.redirectUris = Set.copyOf(client.getRedirectUris());
        this.jwksUrl = client.getAttribute(OIDCConfigAttributes.JWKS_URL);
    }

    /** @throws InvalidMetadata naming the first setting that is not the client's own and is no longer as it was */
    void requireUnwidened() {
        List<String> added = client.getRedirectUris().stream().filter(uri -> !redirectUris.contains(uri)).toList();
        if (!added.isEmpty()) {
            RedirectUris.check(added);
        }
        requireFetchableKeys();
        difference(before, held()).ifPresent(name -> {
            throw InvalidMetadata.of("Only an administrator may change " + name + " of this SMART client");
        });
    }

    private void requireFetchableKeys() {
        String url = client.getAttribute(OIDCConfigAttributes.JWKS_URL);
        if (url == null || url.isEmpty() || url.equals(jwksUrl)) {
            return;
        }
        try {
            ServerAddress.of(session).requireFetchable(url);
        } catch (InvalidClient unfit) {
            throw InvalidMetadata.of("jwks_uri: " + unfit.getMessage());
        }
    }

    private ObjectNode held() {
        ClientRepresentation held = ModelToRepresentation.toRepresentation(client, session);
        ObjectNode json = JsonSerialization.mapper.valueToTree(held);
        json.remove(ITS_OWN);
        if (json.path("attributes") instanceof ObjectNode attributes) {
            attributes.remove(ITS_OWN_ATTRIBUTES);
            attributes.properties().removeIf(entry -> entry.getValue().asText("").isEmpty());
        }
        for (String scopes : List.of("defaultClientScopes", "optionalClientScopes", "webOrigins")) {
            json.set(scopes, JsonSerialization.mapper.valueToTree(sorted(json.path(scopes))));
        }
        json.set("scopeMappings", JsonSerialization.mapper.valueToTree(new TreeSet<>(
                client.getScopeMappingsStream().map(RoleModel::getId).toList())));
        json.set("defaultRoles", JsonSerialization.mapper.valueToTree(new TreeSet<>(client.getRealm().getDefaultRole()
                .getCompositesStream().filter(role -> client.getId().equals(role.getContainerId()))
                .map(RoleModel::getId).toList())));
        return json;
    }

    private static Set<String> sorted(JsonNode list) {
        Set<String> sorted = new TreeSet<>();
        list.forEach(item -> sorted.add(item.asText()));
        return sorted;
    }

    private static Optional<String> difference(ObjectNode one, ObjectNode other) {
        Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names.stream().filter(name -> !Objects.equals(one.get(name), other.get(name))).findFirst();
    }
}
