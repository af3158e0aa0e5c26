package dev.smartfhir.hapi.authentication.introspection;

/**
 * How many questions are under way at most, so that a flood of tokens that anyone can make up keeps none from the
 * tokens that the issuer is known to have signed.
 */
enum Lane {

    /** Tokens with a signature of the issuer. */
    SIGNED(16),

    /** Tokens of which nothing is known. */
    UNKNOWN(16);

    private final int most;

    Lane(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }
}
