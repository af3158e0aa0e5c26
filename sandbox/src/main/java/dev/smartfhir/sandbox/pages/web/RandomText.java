package dev.smartfhir.sandbox.pages.web;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody can guess: 256 bits, in the letters of base64url. */
public final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private RandomText() {
    }

    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
