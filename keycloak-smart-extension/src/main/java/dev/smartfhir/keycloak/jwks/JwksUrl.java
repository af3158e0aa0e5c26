package dev.smartfhir.keycloak.jwks;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.net.URI;
import java.net.URISyntaxException;
import org.keycloak.common.enums.SslRequired;

/**
 * Tells whether a registered JWKS URL may be fetched: {@code https} and without user and password, or {@code http} on
 * this very machine and where the realm's {@code sslRequired} waives TLS (AUT-04). A host is judged as it is written,
 * never by what a name resolves to: TLS is there because names can lie.
 */
public final class JwksUrl {

    private JwksUrl() {
    }

    /** @throws InvalidClient if it may not be fetched */
    public static void requireProtected(String url, SslRequired sslRequired) throws InvalidClient {
        try {
            URI uri = new URI(url);
            boolean isProtected = "https".equalsIgnoreCase(uri.getScheme())
                    || "http".equalsIgnoreCase(uri.getScheme()) && isWaived(uri.getHost(), sslRequired);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || !isProtected) {
                throw new InvalidClient("The client's JWKS URL must be https");
            }
        } catch (URISyntaxException e) {
            throw new InvalidClient("The client's JWKS URL must be https");
        }
    }

    private static boolean isWaived(String host, SslRequired sslRequired) {
        if (host == null) {
            return false;
        }
        boolean isThisMachine = host.equalsIgnoreCase("localhost") || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
        boolean isAddress = host.startsWith("[") || host.matches("[0-9.]+");
        return isThisMachine || sslRequired == SslRequired.NONE || isAddress && !sslRequired.isRequired(host);
    }
}
