package dev.smartfhir.keycloak.clientauth;

import java.security.PublicKey;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.AsymmetricSignatureVerifierContext;
import org.keycloak.crypto.ECDSAAlgorithm;
import org.keycloak.crypto.ECDSASignatureVerifierContext;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureVerifierContext;

/** Verifies an assertion's signature with Keycloak's own cryptography (AUT-27). */
final class AssertionSignature {

    private AssertionSignature() {
    }

    /** @throws InvalidClient if the key did not make the signature */
    static void verify(ClientAssertion assertion, SigningAlgorithm algorithm, PublicKey key) throws InvalidClient {
        boolean isElliptic = algorithm.curve().isPresent();
        if (isElliptic
                && assertion.signature().length != ECDSAAlgorithm.getSignatureLength(algorithm.name())) {
            throw wrong();
        }
        KeyWrapper wrapped = new KeyWrapper();
        wrapped.setAlgorithm(algorithm.name());
        wrapped.setType(algorithm.keyType());
        algorithm.curve().ifPresent(wrapped::setCurve);
        wrapped.setUse(KeyUse.SIG);
        wrapped.setPublicKey(key);
        SignatureVerifierContext verifier = isElliptic
                ? new ECDSASignatureVerifierContext(wrapped)
                : new AsymmetricSignatureVerifierContext(wrapped);
        try {
            if (!verifier.verify(assertion.signingInput(), assertion.signature())) {
                throw wrong();
            }
        } catch (VerificationException e) {
            throw wrong();
        }
    }

    private static InvalidClient wrong() {
        return new InvalidClient("The signature was not made with the client's registered key");
    }
}
