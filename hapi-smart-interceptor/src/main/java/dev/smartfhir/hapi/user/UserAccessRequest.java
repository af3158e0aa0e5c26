package dev.smartfhir.hapi.user;

import dev.smartfhir.scopes.Interaction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The question that a {@code user/} scope raises: what may this user access here?
 *
 * @param issuer   the {@code iss} of the token, one of the configured issuers
 * @param user     the resource of this server that {@code fhirUser} names
 * @param claims   all claims of the token, verified
 * @param letter   the letter that the scope grants
 * @param type     a FHIR resource type, or {@code *} to ask for every type at once
 */
public record UserAccessRequest(
        String issuer, FhirUser user, Map<String, Object> claims, Interaction letter, String type) {

    /** Copies the claims. */
    public UserAccessRequest {
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }
}
