package dev.smartfhir.hapi.authentication.introspection;

import dev.smartfhir.hapi.authentication.AuthorizationServerUnavailable;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import dev.smartfhir.hapi.fetch.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The question about one token: posted as a form, answered in JSON, with the credentials of this server.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.1">RFC 7662 section 2.1</a>
 */
final class IntrospectionCall {

    private static final Logger LOG = LoggerFactory.getLogger(IntrospectionCall.class);

    private final String property;
    private final EndpointLocation location;
    private final ClientAuthentication client;
    private final BoundedFetch fetch;
    private final Availability availability;
    private final Lanes lanes = new Lanes();

    IntrospectionCall(String property, EndpointLocation location, ClientAuthentication client,
            BoundedFetch fetch, Availability availability) {
        this.property = property;
        this.location = location;
        this.client = client;
        this.fetch = fetch;
        this.availability = availability;
    }

    /**
     * Asks.
     *
     * @return an answer in the right form, whatever it says
     * @throws AuthorizationServerUnavailable where there is none
     */
    IntrospectionAnswer ask(String token, Lane lane) {
        try (Lanes.Place place = lanes.enter(lane); Availability.Attempt attempt = availability.attempt()) {
            Reply reply;
            try {
                reply = send(token);
            } catch (IOException e) {
                location.doubt();
                throw attempt.failed("cannot be asked: " + e.getMessage());
            }
            return read(reply, attempt);
        }
    }

    private IntrospectionAnswer read(Reply reply, Availability.Attempt attempt) {
        switch (reply.status()) {
            case 200 -> attempt.succeeded();
            case 401, 403 -> throw attempt.failed("refuses this server's own credentials with " + reply.status()
                    + ": compare " + property + ".client-id and its secret or key with the client registered there");
            case 429, 502, 503, 504 -> throw attempt.failed("answers " + reply.status());
            default -> {
                // Perhaps for this one token only, so that others are still asked about.
                attempt.succeeded();
                location.doubt();
                throw unusable("with status " + reply.status());
            }
        }
        if (!reply.isJson()) {
            throw unusable("that is no application/json");
        }
        try {
            return IntrospectionAnswer.parse(reply.body());
        } catch (IOException e) {
            throw unusable("that " + e.getMessage());
        }
    }

    private AuthorizationServerUnavailable unusable(String why) {
        LOG.warn("{}: the endpoint gave an answer {}.", property, why);
        return new AuthorizationServerUnavailable();
    }

    private Reply send(String token) throws IOException {
        URI uri = location.find();
        try {
            return post(uri, token);
        } catch (IOException e) {
            if (!isLostConnection(e)) {
                throw e;
            }
            // A connection that was kept alive is closed by the other side just now: asking again is harmless.
            return post(uri, token);
        }
    }

    private static boolean isLostConnection(IOException e) {
        return e.getCause() instanceof IOException cause && !(cause instanceof HttpTimeoutException)
                && !(cause instanceof ConnectException) && !(cause instanceof SSLException);
    }

    private Reply post(URI uri, String token) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token);
        form.put("token_type_hint", "access_token");
        form.putAll(client.parameters());
        return fetch.post(uri, form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")), client.headers());
    }
}
