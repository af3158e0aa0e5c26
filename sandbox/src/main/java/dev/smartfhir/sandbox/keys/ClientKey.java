package dev.smartfhir.sandbox.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.KeyUse;
import java.util.UUID;

/** A client's key pair for private key JWT authentication: RSA for RS384 or P-384 for ES384. */
public record ClientKey(JWK jwk) {

    /** A new RSA key of 3072 bits, which signs RS384. */
    public static ClientKey rs384() {
        return rs384(UUID.randomUUID().toString());
    }

    public static ClientKey rs384(String keyId) {
        try {
            return new ClientKey(new RSAKeyGenerator(3072)
                    .keyID(keyId).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS384).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new P-384 key, which signs ES384. */
    public static ClientKey es384() {
        return es384(UUID.randomUUID().toString());
    }

    public static ClientKey es384(String keyId) {
        try {
            return new ClientKey(new ECKeyGenerator(Curve.P_384)
                    .keyID(keyId).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES384).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String keyId() {
        return jwk.getKeyID();
    }

    public JWSAlgorithm algorithm() {
        return KeyType.RSA.equals(jwk.getKeyType()) ? JWSAlgorithm.RS384 : JWSAlgorithm.ES384;
    }

    public JWSSigner signer() {
        try {
            return jwk instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) jwk);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JSON Web Key Set with the public half only. */
    public String publicKeySet() {
        return new JWKSet(jwk.toPublicJWK()).toString(true);
    }
}
