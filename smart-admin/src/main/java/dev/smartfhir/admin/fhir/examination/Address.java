package dev.smartfhir.admin.fhir.examination;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is said of a URL.
 */
public final class Address {

    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "::1");

    private Address() {
    }

    /** An absolute http or https URL; empty for anything else. */
    public static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether nobody on the way can read what is sent: https, or http that does not leave the machine. */
    public static boolean isSecure(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(uri.getScheme())
                || LOOPBACK.contains(host) || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    /** The text without slashes at its end. */
    public static String withoutSlash(String text) {
        return text.replaceAll("/+$", "");
    }
}
