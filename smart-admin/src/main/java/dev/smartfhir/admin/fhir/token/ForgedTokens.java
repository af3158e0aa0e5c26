package dev.smartfhir.admin.fhir.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.JOSEException;
import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Is a token refused that the issuer has not signed?
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
 */
public final class ForgedTokens implements Check {

    private final Clock clock;

    /** Makes tokens that are good now by the given clock. */
    public ForgedTokens(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        long before = findings.problems();
        Optional<RSAKey> published = publishedKey(server);
        Map<String, String> tokens = new Forged(
                server.configured("issuer").orElse("https://issuer.invalid"), server.base().toString(), clock)
                .tokens(published.map(ForgedTokens::encoded).orElse(null), published.map(JWK::getKeyID).orElse(null));
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            judge(server.getWithToken("/Patient?_summary=count", token.getValue()),
                    "A token " + token.getKey(), findings);
        }
        if (findings.problems() == before) {
            findings.fine(server.base(), "forged-tokens", "It refuses " + tokens.size() + " kinds of forged tokens.");
        }
    }

    /** Whether a bad token is refused as the standard says. */
    static void judge(AdminAnswer answer, String token, Findings findings) {
        String challenge = String.valueOf(answer.header("WWW-Authenticate"));
        if (answer.status() != 401) {
            findings.error(answer.uri(), "forged-token",
                    token + " is answered HTTP " + answer.status() + " instead of 401.",
                    "Put the JAR in, and let no other interceptor, filter or proxy judge tokens in its place.");
        } else if (!challenge.contains("error=\"invalid_token\"")) {
            findings.warning(answer.uri(), "no-invalid-token", token + " is refused without error=\"invalid_token\","
                    + " so that clients do not know to ask for a new one.",
                    "See that no proxy changes the WWW-Authenticate header.");
        }
    }

    private static Optional<RSAKey> publishedKey(FhirServer server) throws ServerUnreachable {
        Optional<URI> location = server.configured("jwks_uri").flatMap(Address::parse);
        if (location.isEmpty()) {
            return Optional.empty();
        }
        try {
            return JWKSet.parse(server.document(location.get()).body()).getKeys().stream()
                    .filter(RSAKey.class::isInstance).map(RSAKey.class::cast).findFirst();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static byte[] encoded(RSAKey key) {
        try {
            return key.toPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
