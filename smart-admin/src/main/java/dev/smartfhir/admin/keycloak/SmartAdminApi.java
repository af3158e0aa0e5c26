package dev.smartfhir.admin.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.AdminHttp;
import dev.smartfhir.admin.http.ServerUnreachable;
import dev.smartfhir.admin.report.Finding;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code /admin/realms/{realm}/smart} of a running Keycloak, as one administrator. */
final class SmartAdminApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AdminHttp http;
    private final ServerOptions options;
    private final String token;

    private SmartAdminApi(AdminHttp http, ServerOptions options, String token) {
        this.http = http;
        this.options = options;
        this.token = token;
    }

    /** Logs the administrator in. */
    static SmartAdminApi of(ServerOptions options) throws Refused, ServerUnreachable {
        try {
            AdminHttp http = new AdminHttp(AdminHttp.DEADLINE, options.trustedCertificates());
            return new SmartAdminApi(http, options, new AdminLogin(http, options, Secrets.ofThisProcess()).token());
        } catch (IOException unusableCertificates) {
            throw new Refused(unusableCertificates.getMessage());
        }
    }

    List<Finding> doctor() throws Refused, ServerUnreachable {
        return read(send("GET", "doctor"), new TypeReference<List<Finding>>() { });
    }

    /** @param query the parameters, encoded; empty for none */
    List<Change> changes(String query) throws Refused, ServerUnreachable {
        return read(send("GET", "changes" + query), new TypeReference<List<Change>>() { });
    }

    /** @param query the parameters, encoded; empty for none */
    List<Change> apply(String query) throws Refused, ServerUnreachable {
        return read(send("POST", "changes" + query), new TypeReference<List<Change>>() { });
    }

    private AdminAnswer send(String method, String path) throws Refused, ServerUnreachable {
        AdminAnswer answer = http.send(method, URI.create(options.server() + "/admin/realms/"
                        + encode(options.realm()) + "/smart/" + path),
                Map.of("Authorization", "Bearer " + token, "Accept", "application/json"), null);
        if (answer.status() != 200) {
            throw new Refused(refusal(answer));
        }
        return answer;
    }

    private String refusal(AdminAnswer answer) {
        return switch (answer.status()) {
            case 400 -> "The server cannot do that: " + member(answer, "error_description") + ".";
            case 401 -> "The server does not take the administrator's token.";
            case 403 -> "This administrator may not do that: to look needs the roles view-realm and view-clients of "
                    + "the realm " + options.realm() + ", to apply manage-realm and manage-clients.";
            case 404 -> member(answer, "error").contains("Realm")
                    ? "There is no realm " + options.realm() + " on this server."
                    : "This Keycloak does not have SMART on FHIR: put keycloak-smart-extension-0.1.0.jar into its "
                            + "providers folder and restart it.";
            default -> "The server answered with status " + answer.status() + "; its log says why.";
        };
    }

    private static String member(AdminAnswer answer, String name) {
        try {
            return JSON.readTree(answer.body()).path(name).asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static <T> T read(AdminAnswer answer, TypeReference<T> type) throws Refused {
        try {
            return JSON.readValue(answer.body(), type);
        } catch (JsonProcessingException e) {
            throw new Refused("The answer of " + answer.uri() + " is none that this version of smart-admin reads.");
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
