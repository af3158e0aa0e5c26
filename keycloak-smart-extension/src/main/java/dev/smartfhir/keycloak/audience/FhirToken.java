package dev.smartfhir.keycloak.audience;

import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.NamedScope;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.AccessToken;

/**
 * Tells whether a token claims to be for a FHIR server: it holds a scope of SMART's, or its one audience is a URL and
 * not its issuer. Nothing is verified, because who claims so is only refused something.
 */
final class FhirToken {

    private FhirToken() {
    }

    /** Reads a header {@code Authorization}, whatever its scheme. */
    static boolean isIn(String authorization) {
        return authorization != null && Stream.of(authorization.strip().split("\\s+")).anyMatch(FhirToken::isOne);
    }

    private static boolean isOne(String word) {
        return word.indexOf('.') > 0 && read(word).filter(token -> hasSmartScope(token) || isForUrl(token)).isPresent();
    }

    private static Optional<AccessToken> read(String word) {
        try {
            return Optional.of(new JWSInput(word).readJsonContent(AccessToken.class));
        } catch (JWSInputException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean hasSmartScope(AccessToken token) {
        return token.getScope() != null && Stream.of(token.getScope().split("\\s+"))
                .anyMatch(name -> SmartNames.isSmart(name) || name.equals(NamedScope.FHIR_USER.text()));
    }

    /** This module names the client in every token that is for a FHIR server. */
    private static boolean isForUrl(AccessToken token) {
        return token.getAudience() != null && token.getAudience().length == 1
                && token.getIssuedFor() != null
                && token.getIssuedFor().equals(token.getOtherClaims().get("client_id"))
                && !token.getAudience()[0].equals(token.getIssuer())
                && FhirBaseUrl.read(token.getAudience()[0]).isPresent();
    }
}
