package dev.smartfhir.endtoend.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The introspection endpoint, asked with whatever headers. */
final class Introspection {

    private Introspection() {
    }

    static URI endpoint(Servers servers) {
        return URI.create(servers.issuer() + "/smart/introspect");
    }

    static URI stockEndpoint(Servers servers) {
        return URI.create(servers.tokenEndpoint() + "/introspect");
    }

    static HttpAnswer ask(Servers servers, String token, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return new Http().send("POST", endpoint(servers), all,
                "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    static HttpAnswer asBearer(Servers servers, String bearer, String token) {
        return ask(servers, token, Map.of("Authorization", "Bearer " + bearer));
    }

    /** Says that nothing at all is told (RFC 7662, section 2.2). */
    static void assertInactive(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"active\":false}");
    }

    static void assertActive(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("active").isBoolean()).isTrue();
        assertThat(answer.json().path("active").asBoolean()).as(answer.body()).isTrue();
    }
}
