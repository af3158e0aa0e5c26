package dev.smartfhir.keycloak.authorization.request;

import dev.smartfhir.keycloak.grant.Refusal;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * What every authorization request of a SMART client must hold, and the parameters of SMART requests.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code">SMART App
 *      Launch 2.2, obtain authorization code</a>
 */
final class RequestRules {

    private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final Set<String> READ_HERE = Set.of("response_type", "redirect_uri", "scope", "state", "aud",
            "resource", "launch", "code_challenge", "code_challenge_method", "nonce", "prompt", "response_mode");

    private RequestRules() {
    }

    /**
     * Refuses what could be read in two ways: repeated parameters, several values in one, and what stock code would
     * drop or change without a word because it is too long or holds control characters.
     *
     * @param longest how many characters the parameter of a name may have
     * @throws Refusal {@code invalid_request} naming the first such parameter
     */
    static void checkReadable(AuthorizationParameters parameters, ToIntFunction<String> longest) {
        parameters.repeated().stream().sorted().findFirst().ifPresent(name -> {
            throw Refusal.invalidRequest("The parameter " + name + " is given more than once");
        });
        READ_HERE.stream().sorted().forEach(name -> {
            if (parameters.unreadable().contains(name)) {
                String reason = "The parameter " + name + " must be one text";
                throw name.equals("resource") ? Refusal.invalidTarget(reason) : Refusal.invalidRequest(reason);
            }
            String value = parameters.values().getOrDefault(name, "");
            if (value.length() > longest.applyAsInt(name)) {
                throw Refusal.invalidRequest("The parameter " + name + " is too long: it may have "
                        + longest.applyAsInt(name) + " characters");
            }
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw Refusal.invalidRequest("The parameter " + name + " holds control characters");
            }
        });
    }

    /** @throws Refusal naming the first parameter that breaks a rule (LCH-05, LCH-07, LCH-16, LCH-17, SEC-02) */
    static void check(AuthorizationParameters parameters) {
        String type = required(parameters, "response_type");
        if (!type.equals("code")) {
            throw Refusal.of("unsupported_response_type", "The parameter response_type must be code");
        }
        required(parameters, "redirect_uri");
        String challenge = required(parameters, "code_challenge");
        if (!required(parameters, "code_challenge_method").equals("S256")) {
            throw Refusal.invalidRequest("The parameter code_challenge_method must be S256");
        }
        if (!S256_CHALLENGE.matcher(challenge).matches()) {
            throw Refusal.invalidRequest("The parameter code_challenge is no S256 challenge: 43 characters of "
                    + "base64url");
        }
    }

    /** @throws Refusal {@code invalid_request} if there is no state (LCH-11) */
    static void checkState(AuthorizationParameters parameters) {
        required(parameters, "state");
    }

    /**
     * The name of the parameter that says which FHIR server is asked for.
     *
     * @throws Refusal {@code invalid_request} if there is none (LCH-12), or there are two that differ (LCH-14)
     */
    static String audienceParameter(AuthorizationParameters parameters) {
        boolean aud = parameters.get("aud").isPresent();
        boolean resource = parameters.get("resource").isPresent();
        if (aud && resource && !parameters.get("aud").equals(parameters.get("resource"))) {
            throw Refusal.invalidRequest("The parameters aud and resource name different FHIR servers");
        }
        if (!aud && !resource) {
            throw Refusal.invalidRequest("The parameter aud is required: the base URL of the FHIR server; in a "
                    + "request object it is resource");
        }
        return aud ? "aud" : "resource";
    }

    private static String required(AuthorizationParameters parameters, String name) {
        return parameters.get(name)
                .orElseThrow(() -> Refusal.invalidRequest("The parameter " + name + " is required"));
    }
}
