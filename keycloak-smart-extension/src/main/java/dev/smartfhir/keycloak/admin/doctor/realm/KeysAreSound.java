package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyStatus;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;

/** Has the realm a sound key to sign tokens with? */
final class KeysAreSound implements RealmCheck {

    private static final int SHORTEST_RSA = 2048;
    private final Supplier<Instant> now;

    /** @param now what time it is */
    KeysAreSound(Supplier<Instant> now) {
        this.now = now;
    }

    @Override
    public String code() {
        return "signing-keys";
    }

    @Override
    public String fine() {
        return "The realm has a sound key to sign tokens with.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        String configured = examined.realm().getDefaultSignatureAlgorithm();
        String algorithm = configured == null ? Algorithm.RS256 : configured;
        List<KeyWrapper> active = examined.session().keys().getKeysStream(examined.realm())
                .filter(key -> key.getUse() == KeyUse.SIG && key.getStatus() == KeyStatus.ACTIVE)
                .filter(key -> algorithm.equals(key.getAlgorithmOrDefault())).toList();
        return Stream.of(
                Problem.onlyIf(active.isEmpty(), Problem.error("The realm has no active key for " + algorithm + ".",
                        "Add a key provider for it in Realm settings, Keys.")),
                active.stream().filter(KeysAreSound::isShort).limit(1).map(key -> Problem.error(
                        "A signing key of the realm is an RSA key of less than " + SHORTEST_RSA + " bits.",
                        "Add a key provider with " + SHORTEST_RSA + " bits and a higher priority.")),
                active.stream().filter(this::isExpired).limit(1).map(key -> Problem.warning(
                        "The certificate of a signing key of the realm is expired.",
                        "Add a key provider with a higher priority, and disable this one when its tokens are gone.")))
                .flatMap(problems -> problems);
    }

    private static boolean isShort(KeyWrapper key) {
        return key.getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA;
    }

    private boolean isExpired(KeyWrapper key) {
        return key.getCertificate() != null && key.getCertificate().getNotAfter().toInstant().isBefore(now.get());
    }
}
