package dev.smartfhir.hapi.authentication;

import java.time.Instant;
import java.util.Objects;

/**
 * A token that was found good.
 *
 * @param token the token
 * @param until the moment from which on it has to be validated anew; never after its {@code exp}
 */
public record Validated(VerifiedToken token, Instant until) {

    /** Needs both. */
    public Validated {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(until, "until");
    }
}
