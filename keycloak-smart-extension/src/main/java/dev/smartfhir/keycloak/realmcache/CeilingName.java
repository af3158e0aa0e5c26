package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.ceiling.Placeholders;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.services.ErrorResponse;

/** Refuses names of client scopes that are written in SMART's syntax and can be no ceiling, with HTTP status 400. */
final class CeilingName {

    /** What Keycloak's column CLIENT_SCOPE.NAME holds. */
    private static final int LONGEST = 255;

    private CeilingName() {
    }

    static void check(String name) {
        refusal(name).ifPresent(reason -> {
            throw ErrorResponse.error(reason, Response.Status.BAD_REQUEST);
        });
    }

    /** Why no ceiling can have this name; empty if one can, or if the name is none of SMART's. */
    static Optional<String> refusal(String name) {
        if (!SmartNames.isSmart(name)) {
            return Optional.empty();
        }
        if (name.length() > LONGEST) {
            return Optional.of("A client scope's name holds at most " + LONGEST + " characters, this one has "
                    + name.length() + ". Use a wider ceiling, or several, one for each value of the constraint");
        }
        try {
            return Placeholders.areWellFormed(Scope.parse(name)) ? Optional.empty() : Optional.of("The name holds ${, "
                    + "and a placeholder is written ${name}, with a name of lower-case letters, digits and hyphens, in "
                    + "the value of a constraint without backslash");
        } catch (ScopeParseException e) {
            return Optional.of("The name is no SMART scope: at character " + (e.position() + 1) + ", " + e.reason());
        }
    }
}
