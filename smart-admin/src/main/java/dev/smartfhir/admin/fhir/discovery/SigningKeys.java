package dev.smartfhir.admin.fhir.discovery;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/**
 * Does the issuer publish public keys to verify tokens with, long enough, and nothing else?
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.3">RFC 7518, section 3.3</a>
 */
public final class SigningKeys implements Check {

    private static final int RSA_BITS = 2048;

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        Optional<URI> location = location(server);
        if (location.isEmpty()) {
            findings.error(server.base(), "no-jwks", "Neither smart-configuration nor the issuer has a jwks_uri.",
                    "Set smart.issuers[0].jwks-uri, and have the issuer publish it.");
            return;
        }
        AdminAnswer answer = server.document(location.get());
        try {
            judge(location.get(), JWKSet.parse(answer.body()), findings);
        } catch (ParseException e) {
            findings.error(location.get(), "no-jwks", "There is no key set; it answers HTTP " + answer.status() + ".",
                    "See that the issuer is up, and that a proxy passes the path through.");
        }
    }

    private static Optional<URI> location(FhirServer server) throws ServerUnreachable {
        Optional<String> configured = server.configured("jwks_uri");
        if (configured.isEmpty()) {
            configured = server.issuerConfiguration("openid-configuration")
                    .map(answer -> Json.object(answer).path("jwks_uri").asText());
        }
        return configured.flatMap(Address::parse);
    }

    private static void judge(URI subject, JWKSet keys, Findings findings) {
        long before = findings.problems();
        if (keys.getKeys().stream().anyMatch(key -> key.isPrivate() || key.getKeyType() == KeyType.OCT)) {
            findings.error(subject, "secret-key-published",
                    "It publishes a private or symmetric key, with which everybody can sign tokens.",
                    "Take the key out of use at once, and let every token signed with it expire or be revoked.");
        }
        List<JWK> signing = keys.getKeys().stream()
                .filter(key -> key instanceof AsymmetricJWK && !KeyUse.ENCRYPTION.equals(key.getKeyUse())).toList();
        if (signing.isEmpty()) {
            findings.error(subject, "no-signing-key", "It has no public key for signatures.",
                    "Give the issuer an active RSA or EC signing key.");
        }
        for (JWK key : signing) {
            if (key.getKeyType() == KeyType.RSA && key.size() < RSA_BITS) {
                findings.error(subject, "weak-key", "An RSA key has " + key.size() + " bits only.",
                        "Give the issuer a key of " + RSA_BITS + " bits or more, and retire this one.");
            }
            if (key.getKeyID() == null) {
                findings.warning(subject, "key-without-id", "A key has no kid, so that it cannot be rotated safely.",
                        "Give each key of the issuer a kid.");
            }
        }
        if (findings.problems() == before) {
            findings.fine(subject, "signing-keys", "It has " + signing.size() + " public signing keys.");
        }
    }
}
