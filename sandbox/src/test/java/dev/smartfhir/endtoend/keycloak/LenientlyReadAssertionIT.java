package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An assertion that stock Keycloak's parser reads and this module's does not opens no way around its rules. */
@EndToEnd
class LenientlyReadAssertionIT {

    private static final long A_DAY = 86_400;

    private final Servers servers;
    private BackendService hospital;

    LenientlyReadAssertionIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest(name = "header{0} claims{1} for {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "}; ,\"nonce\":\"1\",\"nonce\":\"2\"}; email", "}; ,\"nonce\":\"1\",\"nonce\":\"2\"}; system/Bundle.crs",
        ",\"x\":1,\"x\":2}; }; email", "}; } {}; email", "} {}; }; email"})
    void isRefusedAtTheTokenEndpoint(String headerEnd, String claimsEnd, String scope) throws JOSEException {
        assertRefused(hospital().requestToken(scope, assertion(headerEnd, claimsEnd)), 401, "invalid_client");
    }

    @ParameterizedTest
    @CsvSource({"/token/introspect", "/revoke", "/auth/device"})
    void isRefusedAtEveryOtherEndpoint(String path) throws JOSEException {
        URI endpoint = URI.create(servers.issuer() + "/protocol/openid-connect" + path);
        hospital();

        assertRefused(new Http().post(endpoint, Map.of("client_assertion_type", BackendService.JWT_BEARER,
                "client_assertion", assertion("}", ",\"nonce\":\"1\",\"nonce\":\"2\"}"), "token", "x",
                "client_id", hospital.clientId(), "response_type", "code", "scope", "openid")),
                401, "invalid_client");
    }

    private BackendService hospital() {
        hospital = servers.clients().backendService("system/Bundle.crs");
        return hospital;
    }

    private String assertion(String headerEnd, String claimsEnd) throws JOSEException {
        ClientKey key = hospital.key();
        long now = Instant.now().getEpochSecond();
        String header = "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"" + key.keyId() + '"' + headerEnd;
        String claims = "{\"iss\":\"" + hospital.clientId() + "\",\"sub\":\"" + hospital.clientId() + "\",\"aud\":\""
                + hospital.tokenEndpoint() + "\",\"iat\":" + now + ",\"exp\":" + (now + A_DAY) + ",\"jti\":\""
                + UUID.randomUUID() + '"' + claimsEnd;
        String input = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        return input + "." + key.signer().sign(new JWSHeader(key.algorithm()),
                input.getBytes(StandardCharsets.US_ASCII));
    }
}
