package dev.smartfhir.keycloak.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.scopes.NamedScope;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.AccessTokenResponse;

/**
 * The last look at the tokens of a user's grant before they leave the server: as they are signed, they say what was
 * granted and nothing more, whatever other extensions did to them.
 *
 * @param whole the grant that the refresh token keeps
 * @param standing what the access token gets of it
 * @param clientId the client that asks
 * @param renewed whether a refresh token has to be there
 */
record UserTokenCheck(UserGrant whole, StandingGrant standing, String clientId, boolean renewed) {

    private static final Logger LOG = Logger.getLogger(UserTokenCheck.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws Refusal {@code server_error} if a token or the response says anything but the grant */
    void check(AccessTokenResponse response) {
        JsonNode access = read(response.getToken()).orElseThrow(() -> refused("cannot be read"));
        require(response.getScope(), standing.grant().scope(), "stands beside another scope");
        requireContext(JSON.valueToTree(response.getOtherClaims()), "stands beside another launch context");
        require(response.getAuthorizationDetails() == null, "stands beside authorization_details");
        checkAccessToken(access);
        boolean identified = standing.grant().has(NamedScope.OPENID);
        require(identified == (response.getIdToken() != null), "has an unasked ID token beside it, or lacks its own");
        read(response.getIdToken()).ifPresent(id ->
                require(text(id, FhirUser.ATTRIBUTE), standing.fhirUserOfIdToken().orElse(null), "names another user"));
        require(renewed == (response.getRefreshToken() != null), "has an unasked refresh token, or lacks its own");
        read(response.getRefreshToken()).ifPresent(refresh -> require(refresh.get(UserGrant.CLAIM),
                JSON.valueToTree(whole.toClaim()), "has a refresh token of another grant beside it"));
    }

    private void checkAccessToken(JsonNode access) {
        UserGrant grant = standing.grant();
        require(text(access, "scope"), grant.scope(), "has other scopes than those granted");
        if (grant.fhirBase() != null) {
            require(text(access, "aud"), grant.fhirBase(), "has another audience");
        }
        require(text(access, "azp"), clientId, "is for another client");
        require(text(access, "client_id"), clientId, "is for another client");
        require(access.hasNonNull("sub"), "has no subject");
        require(access.path("exp").asLong() - access.path("iat").asLong() <= GrantedTokens.LONGEST_LIFE
                && access.has("exp") && access.has("iat"), "lives too long");
        requireContext(access, "has another launch context");
        require(text(access, FhirUser.ATTRIBUTE), standing.fhirUserOfAccessToken().orElse(null), "names another user");
    }

    private void requireContext(JsonNode claims, String otherwise) {
        JsonNode context = JSON.valueToTree(standing.grant().context().claims());
        LaunchContext.PARAMETERS.forEach(name -> require(claims.get(name), context.get(name), otherwise));
    }

    /** The claims of a signed token; empty for an encrypted one, and for none. */
    private static Optional<JsonNode> read(String token) {
        try {
            return token == null ? Optional.empty() : Optional.of(JSON.readTree(new JWSInput(token).getContent()));
        } catch (JWSInputException | IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode object, String name) {
        return object.path(name).textValue();
    }

    private static void require(Object found, Object expected, String otherwise) {
        require(found == null ? expected == null : found.equals(expected), otherwise);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private static Refusal refused(String otherwise) {
        LOG.errorf("A token was not issued: it %s. Another extension or policy changes tokens of SMART clients",
                otherwise);
        return Refusal.serverError("The token " + otherwise + ", so it is not issued");
    }
}
