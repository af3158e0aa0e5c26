package dev.smartfhir.keycloak.clientauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.keycloak.models.ClientModel;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Remembers each {@code jti} of each client for as long as its assertion could be accepted, the skew included, on
 * every node of the cluster (AUT-21).
 */
final class AssertionReplay {

    private AssertionReplay() {
    }

    /** @throws InvalidClient if this client has used the assertion's {@code jti} before */
    static void refuse(ClientAssertion assertion, ClientModel client, long now, SingleUseObjectProvider used)
            throws InvalidClient {
        long acceptable = assertion.claims().get("exp").longValue() + AssertionRules.SKEW - now + 1;
        if (!used.putIfAbsent(key(client, assertion.claim("jti")), acceptable)) {
            throw new InvalidClient("The claim jti was used before");
        }
    }

    private static String key(ClientModel client, String jti) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String issuer = client.getRealm().getId() + "\n" + client.getId() + "\n";
            return "smart-jti:" + HexFormat.of().formatHex(
                    sha256.digest((issuer + jti).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
