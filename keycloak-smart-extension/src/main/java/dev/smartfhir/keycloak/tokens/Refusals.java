package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.grant.Refusal;
import org.keycloak.services.ErrorResponseException;

/** Refusals of stock code that know neither RFC 6749's error codes nor CORS. */
final class Refusals {

    private Refusals() {
    }

    /** The same refusal as RFC 6749, section 5.2, has it: user and client may not have offline access, for instance. */
    static Refusal ofStock(ErrorResponseException stock) {
        return Refusal.invalidGrant(stock.getErrorDescription() == null ? "The grant is not allowed"
                : stock.getErrorDescription());
    }
}
