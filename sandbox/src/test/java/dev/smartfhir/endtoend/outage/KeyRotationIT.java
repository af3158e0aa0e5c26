package dev.smartfhir.endtoend.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import java.text.ParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keycloak gets a new signing key while both servers run. */
@EndToEnd
class KeyRotationIT {

    private static final String SCOPE = "system/ClaimResponse.rs";
    private final Servers servers;
    private String newKey;

    KeyRotationIT(Servers servers) {
        this.servers = servers;
    }

    @AfterEach
    void removeTheNewKey() {
        if (newKey != null) {
            servers.admin().delete("/components/" + newKey);
        }
    }

    @Test
    void tokensOfTheNewKeyAreAcceptedAtOnceAndThoseOfTheOldOneStillAre() throws ParseException {
        BackendService client = servers.clients().backendService(SCOPE);
        String before = client.accessToken(SCOPE);
        assertThat(statusOfASearchWith(before)).isEqualTo(200);

        addSigningKey();
        String after = client.accessToken(SCOPE);

        assertThat(keyIdOf(after)).isNotEqualTo(keyIdOf(before));
        assertThat(statusOfASearchWith(after)).isEqualTo(200);
        assertThat(statusOfASearchWith(before)).isEqualTo(200);
    }

    private int statusOfASearchWith(String token) {
        return servers.fhir().get("/ClaimResponse", token).status();
    }

    private void addSigningKey() {
        ObjectNode key = new ObjectMapper().createObjectNode();
        key.put("name", "rotated").put("providerId", "rsa-generated").put("providerType",
                "org.keycloak.keys.KeyProvider");
        ObjectNode config = key.putObject("config");
        config.putArray("priority").add("900");
        config.putArray("keySize").add("2048");
        config.putArray("algorithm").add("RS256");
        String location = servers.admin().post("/components", key).header("Location");
        newKey = location.substring(location.lastIndexOf('/') + 1);
    }

    private static String keyIdOf(String token) throws ParseException {
        return JWSHeader.parse(new Base64URL(token.split("\\.")[0])).getKeyID();
    }
}
