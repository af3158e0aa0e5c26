package dev.smartfhir.keycloak.registration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The redirect URIs that an app registers itself with, to be matched exactly: {@code https}, {@code http} on the user's
 * own machine, or a private-use scheme with a dot in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252.html#section-7">RFC 8252, section 7</a>
 */
final class RedirectUris {

    static final int MOST = 20;
    /** What Keycloak's columns for URIs hold. */
    static final int LONGEST = 255;
    private static final Pattern PRIVATE_USE = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

    private RedirectUris() {
    }

    /** @throws InvalidMetadata {@code invalid_redirect_uri} naming the first that breaks a rule */
    static List<String> check(List<String> uris) {
        if (uris.isEmpty() || uris.size() > MOST) {
            throw InvalidMetadata.redirectUri("The member redirect_uris must name 1 to " + MOST + " URIs");
        }
        uris.forEach(RedirectUris::check);
        return List.copyOf(uris);
    }

    /** The origins from which a browser app at these URIs calls the token endpoint, as browsers write them. */
    static List<String> origins(List<String> uris) {
        return uris.stream().map(URI::create).filter(uri -> uri.getScheme().startsWith("http"))
                .map(RedirectUris::origin).distinct().toList();
    }

    private static void check(String text) {
        if (text.length() > LONGEST) {
            throw refused(text.substring(0, 40) + "…", "it is longer than " + LONGEST + " characters");
        }
        if (text.indexOf('*') >= 0) {
            throw refused(text, "redirect URIs are matched exactly, without wildcards");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw refused(text, "it is no URI");
        }
        if (!uri.isAbsolute() || uri.isOpaque() || uri.getRawFragment() != null || uri.getRawUserInfo() != null
                || text.chars().anyMatch(c -> c <= ' ' || c > '~')
                || DOT_SEGMENT.matcher(String.valueOf(uri.getRawPath())).find()) {
            throw refused(text, "it must be an absolute URI in ASCII, without fragment, user and dot segments");
        }
        if (!isAllowed(uri)) {
            throw refused(text, "it must be https, http on localhost, 127.0.0.1 or [::1], or a private-use scheme with "
                    + "a dot such as com.example.app:/back");
        }
    }

    private static boolean isAllowed(URI uri) {
        return switch (uri.getScheme()) {
            case "https" -> uri.getHost() != null;
            case "http" -> isLoopback(uri.getHost());
            default -> PRIVATE_USE.matcher(uri.getScheme()).matches();
        };
    }

    /** Whether a host, as it is written, is the machine itself. */
    static boolean isLoopback(String host) {
        return host != null && LOOPBACK.matcher(host).matches();
    }

    private static String origin(URI uri) {
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                + (uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort());
    }

    private static InvalidMetadata refused(String uri, String rule) {
        return InvalidMetadata.redirectUri("The redirect URI " + uri + " is refused: " + rule);
    }
}
