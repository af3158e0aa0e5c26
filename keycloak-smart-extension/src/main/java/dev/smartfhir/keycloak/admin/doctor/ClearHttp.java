package dev.smartfhir.keycloak.admin.doctor;

import java.net.URI;
import java.net.URISyntaxException;

/** Tells whether a URL would carry tokens and codes in the clear over a network. */
public final class ClearHttp {

    private ClearHttp() {
    }

    /** Whether it is an http URL of another machine. */
    public static boolean isIn(String url) {
        try {
            URI uri = new URI(url.replace("*", "x"));
            return "http".equalsIgnoreCase(uri.getScheme()) && !isThisMachine(uri.getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isThisMachine(String host) {
        return host != null && (host.equalsIgnoreCase("localhost") || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}"));
    }
}
