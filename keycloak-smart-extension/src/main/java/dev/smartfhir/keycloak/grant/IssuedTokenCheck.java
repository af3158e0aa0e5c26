package dev.smartfhir.keycloak.grant;

import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;

/**
 * The last look at a token before it leaves the server: whatever mappers, client policies and other extensions did to
 * it, it says what was granted and nothing more.
 */
final class IssuedTokenCheck {

    private static final Logger LOG = Logger.getLogger(IssuedTokenCheck.class);

    private IssuedTokenCheck() {
    }

    /** @throws Refusal {@code server_error} if the token says anything but the grant */
    static void check(AccessTokenResponse response, SmartGrant grant, String clientId) {
        AccessToken token = read(response.getToken()).orElseThrow(
                () -> Refusal.serverError("The token could not be checked, so it is not issued"));
        require(response.getRefreshToken() == null, "has a refresh token beside it");
        require(smart(token.getScope()).equals(names(grant.scopes())), "has other scopes than those granted");
        require(smart(response.getScope()).equals(names(grant.scopes())), "stands beside another scope");
        if (!grant.isEmpty()) {
            require(List.of(grant.fhirBase()).equals(audiences(token)), "has another audience");
            require(clientId.equals(token.getIssuedFor()), "is for another client");
            require(token.getExp() != null && token.getIat() != null
                    && token.getExp() - token.getIat() <= SmartClientCredentialsGrantType.LONGEST_LIFE,
                    "lives too long");
            require(response.getExpiresIn() <= SmartClientCredentialsGrantType.LONGEST_LIFE, "lives too long");
        }
    }

    /** @throws Refusal {@code server_error} if a grant that carries no SMART scope issued one nevertheless */
    static void checkFreeOfSmartScopes(AccessTokenResponse response) {
        require(smart(response.getScope()).isEmpty(), "carries a SMART scope that this grant must not carry");
        require(read(response.getToken()).filter(token -> !smart(token.getScope()).isEmpty()).isEmpty(),
                "carries a SMART scope that this grant must not carry");
    }

    /** Reads a signed token; empty for what is none, such as the SAML assertion of a token exchange. */
    private static Optional<AccessToken> read(String token) {
        try {
            return token == null
                    ? Optional.empty()
                    : Optional.ofNullable(new JWSInput(token).readJsonContent(AccessToken.class));
        } catch (JWSInputException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> audiences(AccessToken token) {
        return token.getAudience() == null ? List.of() : Arrays.asList(token.getAudience());
    }

    private static Set<String> names(ScopeSet scopes) {
        return scopes.stream().map(Object::toString).collect(Collectors.toSet());
    }

    private static Set<String> smart(String scope) {
        return scope == null ? Set.of()
                : Stream.of(scope.split(" ")).filter(SmartNames::isSmart).collect(Collectors.toSet());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            LOG.errorf("A token was not issued: it %s. Another extension or policy changes tokens of SMART clients",
                    otherwise);
            throw Refusal.serverError("The token " + otherwise + ", so it is not issued");
        }
    }
}
