package dev.smartfhir.keycloak.audience;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The base URL of a FHIR server: absolute, {@code http} or {@code https}, without user, query or fragment. Two are the
 * same if they differ in one trailing slash, or in the case of scheme and host; port and path are exact (D-16).
 *
 * @param configured the URL as it was written, which is how a token names it
 * @param compared the form that comparisons use
 */
public record FhirBaseUrl(String configured, String compared) {

    /** Reads a base URL; empty for whatever is none. */
    public static Optional<FhirBaseUrl> read(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return Optional.empty();
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String path = uri.getRawPath().endsWith("/")
                    ? uri.getRawPath().substring(0, uri.getRawPath().length() - 1)
                    : uri.getRawPath();
            return Optional.of(new FhirBaseUrl(text,
                    scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    public boolean isSameAs(FhirBaseUrl other) {
        return compared.equals(other.compared);
    }
}
