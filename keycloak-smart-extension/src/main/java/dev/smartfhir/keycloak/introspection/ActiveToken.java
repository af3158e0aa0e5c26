package dev.smartfhir.keycloak.introspection;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.identity.FhirUser;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.representations.AccessToken;

/**
 * What is told about an active token: what SMART names, in its JSON types, and no more personal data than that
 * (INT-03 to INT-10).
 *
 * @param token the access token, verified
 * @param smart whether a SMART client's; only such a token has a launch context
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/token-introspection.html#required-fields-in-the-introspection-response">
 *      Token introspection, required fields</a>
 */
record ActiveToken(AccessToken token, boolean smart) {

    Map<String, Object> answer() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        put(answer, "iss", token.getIssuer());
        put(answer, "sub", token.getSubject());
        put(answer, "aud", audience());
        put(answer, "client_id", token.getIssuedFor());
        put(answer, "scope", token.getScope() == null || token.getScope().isBlank() ? null : token.getScope());
        put(answer, "token_type", token.getType());
        put(answer, "iat", token.getIat());
        put(answer, "exp", token.getExp());
        put(answer, "cnf", token.getConfirmation());
        if (smart) {
            Map<String, Object> claims = token.getOtherClaims();
            put(answer, FhirUser.ATTRIBUTE, claims.get(FhirUser.ATTRIBUTE));
            LaunchContext.PARAMETERS.stream().sorted().forEach(name -> put(answer, name, claims.get(name)));
        }
        return answer;
    }

    /** One audience is a string, as in the token. */
    private Object audience() {
        List<String> audience = token.getAudience() == null ? List.of() : Arrays.asList(token.getAudience());
        return audience.isEmpty() ? null : audience.size() == 1 ? audience.get(0) : audience;
    }

    private static void put(Map<String, Object> answer, String name, Object value) {
        Optional.ofNullable(value).ifPresent(known -> answer.put(name, known));
    }
}
