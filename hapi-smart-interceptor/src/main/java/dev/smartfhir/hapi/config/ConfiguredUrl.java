package dev.smartfhir.hapi.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the URLs of the configuration: absolute, http or https, and without user, query and fragment.
 */
final class ConfiguredUrl {

    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "::1");

    private ConfiguredUrl() {
    }

    static URI read(String property, String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidSmartProperty(property, "is required: an absolute URL");
        }
        URI uri = parse(text).orElseThrow(() ->
                new InvalidSmartProperty(property, "has to be an absolute http or https URL: " + text));
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new InvalidSmartProperty(property, "has to be without user, query and fragment");
        }
        return uri;
    }

    /** An absolute http or https URL; empty for anything else. */
    static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static URI readSecure(String property, String text, boolean allowPlainHttp) {
        URI uri = read(property, text);
        if (!isSecure(uri, allowPlainHttp)) {
            throw new InvalidSmartProperty(property, "has to be https: " + text + " (http is for the loopback only;"
                    + " inside a private network set smart.allow-plain-http=true)");
        }
        return uri;
    }

    static boolean isSecure(URI uri, boolean allowPlainHttp) {
        return "https".equalsIgnoreCase(uri.getScheme()) || allowPlainHttp || isLoopback(uri.getHost());
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }
}
