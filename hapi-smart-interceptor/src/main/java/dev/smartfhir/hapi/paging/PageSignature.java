package dev.smartfhir.hapi.paging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binds the id of a stored search to its owner: HMAC-SHA-256 in base64url, compared in constant time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class PageSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "page/1";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    /**
     * Signs with this secret, or with a random key of 256 bits that lasts as long as the process.
     *
     * @param secret the same on every server that shall answer the pages of another
     */
    public PageSignature(Optional<String> secret) {
        this.key = new SecretKeySpec(
                secret.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElseGet(PageSignature::random), ALGORITHM);
    }

    String sign(String searchId, PageOwner owner) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(searchId, owner));
    }

    boolean isValid(String signature, String searchId, PageOwner owner) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                sign(searchId, owner).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(String searchId, PageOwner owner) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        Stream.concat(Stream.of(PURPOSE, searchId), owner.parts().stream()).forEach(part -> {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            message.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            message.writeBytes(bytes);
        });
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
