package dev.smartfhir.hapi.authentication;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * The audience that a token must have: the configured FHIR base URL, never what the Host header says.
 *
 * <p>One trailing slash is ignored, scheme and host are compared without regard to case, port and path exactly (D-16).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html">SMART App Launch, aud</a>
 */
final class Audience {

    private final String expected;

    Audience(URI fhirBase) {
        this.expected = comparable(fhirBase.toString());
    }

    boolean isIn(List<String> audiences) {
        return audiences.stream().anyMatch(audience -> audience != null && expected.equals(comparable(audience)));
    }

    /** The URL with one trailing slash less, scheme and host in lower case; a text that is no URL as it is. */
    private static String comparable(String audience) {
        String text = audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return text;
            }
            int authority = uri.getScheme().length() + "://".length();
            int path = authority + uri.getRawAuthority().length();
            String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
            String hostAndPort = uri.getRawAuthority().substring(userInfo.length());
            return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + userInfo
                    + hostAndPort.toLowerCase(Locale.ROOT) + text.substring(path);
        } catch (URISyntaxException e) {
            return text;
        }
    }
}
