package dev.smartfhir.keycloak.realmcache;

import jakarta.enterprise.context.ContextNotActiveException;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;

/**
 * Tells whether a request administers clients, and so must see the real assignments: the admin console and its REST
 * interface, client registration, and start-up, import and export, which have no request at all.
 */
final class Administration {

    private Administration() {
    }

    static boolean isUnderWay(KeycloakSession session) {
        try {
            HttpRequest request = session.getContext().getHttpRequest();
            return request == null || isAdministrative(request.getUri().getPath());
        } catch (ContextNotActiveException noRequest) {
            return true;
        }
    }

    /** Judges a path relative to Keycloak's base URL, such as {@code /realms/smart/protocol/openid-connect/token}. */
    static boolean isAdministrative(String path) {
        return segments(path)[0].equals("admin") || isRegistration(path);
    }

    /** Whether an administrator assigns one client scope to one client, as the admin console does. */
    static boolean isAssignment(KeycloakSession session) {
        try {
            HttpRequest request = session.getContext().getHttpRequest();
            return request != null && isAssignment(request.getUri().getPath());
        } catch (ContextNotActiveException noRequest) {
            return false;
        }
    }

    /** Judges a path such as {@code /admin/realms/smart/clients/ID/optional-client-scopes/ID}. */
    static boolean isAssignment(String path) {
        String[] segments = segments(path);
        return segments.length == 7 && segments[0].equals("admin") && segments[3].equals("clients")
                && segments[5].matches("(default|optional)-client-scopes");
    }

    /** Whether a client registers or changes itself. */
    static boolean isSelfRegistration(KeycloakSession session) {
        try {
            HttpRequest request = session.getContext().getHttpRequest();
            return request != null && isRegistration(request.getUri().getPath());
        } catch (ContextNotActiveException noRequest) {
            return false;
        }
    }

    /** Whether nobody asks over HTTP: start-up, import and export. */
    static boolean isWithoutRequest(KeycloakSession session) {
        try {
            return session.getContext().getHttpRequest() == null;
        } catch (ContextNotActiveException noRequest) {
            return true;
        }
    }

    /** Whether a console asks, of administrators or of users, by its REST interface. */
    static boolean isConsole(KeycloakSession session) {
        return !isWithoutRequest(session) && isConsole(session.getContext().getHttpRequest().getUri().getPath());
    }

    static boolean isConsole(String path) {
        String[] segments = segments(path);
        return segments[0].equals("admin")
                || segments.length > 2 && segments[0].equals("realms") && segments[2].equals("account");
    }

    private static boolean isRegistration(String path) {
        String[] segments = segments(path);
        return segments.length > 2 && segments[0].equals("realms") && segments[2].equals("clients-registrations");
    }

    /** Without matrix parameters, which do not count when a path is matched; Keycloak usually refuses them. */
    private static String[] segments(String path) {
        return (path.startsWith("/") ? path.substring(1) : path).replaceAll(";[^/]*", "").split("/", -1);
    }
}
