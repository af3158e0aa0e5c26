package dev.smartfhir.hapi.authentication;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The form in which two base URLs are compared (D-16).
 */
public final class ComparableUrl {

    private ComparableUrl() {
    }

    /** The URL with one trailing slash less, scheme and host in lower case; a text that is no URL as it is. */
    public static String of(String url) {
        String text = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
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
