package dev.smartfhir.admin.keycloak;

import dev.smartfhir.admin.fhir.examination.Address;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * Which realm of which server, and who asks. Secrets come from the environment or are asked for, never from the command
 * line.
 */
final class ServerOptions {

    @Option(names = "--server", required = true, paramLabel = "URL",
            description = "Keycloak's base URL, such as https://auth.example.org or https://example.org/auth.")
    private String server;

    @Option(names = "--realm", required = true, paramLabel = "NAME", description = "The realm to look at.")
    private String realm;

    @Option(names = "--auth-realm", defaultValue = "master", paramLabel = "NAME",
            description = "The realm of the administrator, master where nothing is said.")
    private String authRealm;

    @Option(names = "--user", paramLabel = "NAME",
            description = "The administrator; the password comes from KEYCLOAK_PASSWORD, or is asked for.")
    private String user;

    @Option(names = "--client-id", paramLabel = "ID", description = "A client whose service account is an "
            + "administrator; its secret comes from KEYCLOAK_CLIENT_SECRET, or is asked for.")
    private String clientId;

    @Option(names = "--client-key", paramLabel = "FILE",
            description = "That client's private key as a JWK, in place of a secret.")
    private Path clientKey;

    @Option(names = "--trusted-certificates", paramLabel = "FILE",
            description = "Certificate authorities to trust besides Java's own, as PEM.")
    private Path trustedCertificates;

    @Option(names = "--json", description = "Prints JSON, for machines.")
    private boolean json;

    /** The server's base URL without a slash at its end: https, or this machine, because secrets go there. */
    URI server() throws Refused {
        URI uri;
        try {
            uri = URI.create(server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
        } catch (IllegalArgumentException e) {
            throw new Refused("--server is Keycloak's base URL, such as https://auth.example.org.");
        }
        boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new Refused("--server is Keycloak's base URL, such as https://auth.example.org.");
        }
        if (!Address.isSecure(uri)) {
            throw new Refused("--server is http on another machine, where the password and the token could be read on "
                    + "the way: use its https address, or a tunnel to it (ssh -L).");
        }
        return uri;
    }

    /** The realm to look at. */
    String realm() {
        return realm;
    }

    /** The realm of the administrator. */
    String authRealm() {
        return authRealm;
    }

    /** The administrator's name, or {@code null}. */
    String user() {
        return user;
    }

    /** The client with a service account, or {@code null}. */
    String clientId() {
        return clientId;
    }

    /** The file with that client's key, or {@code null}. */
    Path clientKey() {
        return clientKey;
    }

    /** The file with certificates, or {@code null}. */
    Path trustedCertificates() {
        return trustedCertificates;
    }

    /** Whether to print JSON. */
    boolean json() {
        return json;
    }
}
