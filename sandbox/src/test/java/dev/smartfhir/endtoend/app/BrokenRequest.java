package dev.smartfhir.endtoend.app;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Authorization requests that break one rule each, and the error that says so. */
record BrokenRequest(String rule, UnaryOperator<AppRequest> change, String error) {

    static Stream<BrokenRequest> all() {
        return Stream.of(
                of("no state", request -> request.without("state"), "invalid_request"),
                of("blank state", request -> request.with("state", " "), "invalid_request"),
                of("no aud", request -> request.without("aud"), "invalid_request"),
                of("blank aud", request -> request.with("aud", ""), "invalid_request"),
                of("another server", request -> request.with("aud", "https://evil.example/fhir"), "invalid_request"),
                of("a longer path", request -> request.with("aud", request.get("aud") + "/more"), "invalid_request"),
                of("no URL", request -> request.with("aud", "fhir"), "invalid_request"),
                of("two slashes", request -> request.with("aud", request.get("aud") + "//"), "invalid_request"),
                of("a query", request -> request.with("aud", request.get("aud") + "?x=1"), "invalid_request"),
                of("aud and another resource", request -> request.with("resource", "https://evil.example/fhir"),
                        "invalid_request"),
                of("another resource", request -> request.without("aud").with("resource", "https://evil.example"),
                        "invalid_target"),
                of("no challenge", request -> request.without("code_challenge"), "invalid_request"),
                of("no method", request -> request.without("code_challenge_method"), "invalid_request"),
                of("no PKCE", request -> request.without("code_challenge").without("code_challenge_method"),
                        "invalid_request"),
                of("plain", request -> request.with("code_challenge_method", "plain"), "invalid_request"),
                of("lower case method", request -> request.with("code_challenge_method", "s256"), "invalid_request"),
                of("challenge too long for S256", request -> request.with("code_challenge", "a".repeat(64)),
                        "invalid_request"),
                of("no scope", request -> request.without("scope"), "invalid_scope"),
                of("unknown scopes only", request -> request.with("scope", "unknown other"), "invalid_scope"),
                of("uncovered scopes only", request -> request.with("scope", "user/Patient.rs"), "invalid_scope"),
                of("letters out of order", request -> request.with("scope", "user/Observation.sr"), "invalid_scope"),
                of("unknown type", request -> request.with("scope", "openid user/Nothing.rs"), "invalid_scope"),
                of("system/ only", request -> request.with("scope", "system/Bundle.crs"), "invalid_scope"),
                of("a chain as constraint", request -> request.with("scope",
                        "user/Observation.rs?patient.name=x"), "invalid_scope"),
                of("a launch without its scope", request -> request.with("launch", "x"), "invalid_scope"),
                of("the scope launch without a launch", request -> request.with("scope", "launch openid"),
                        "invalid_request"),
                of("the scope launch and a blank launch", request -> request.with("scope", "launch openid")
                        .with("launch", " "), "invalid_request"),
                of("an unknown launch", request -> request.with("scope", "launch openid").with("launch", "x"),
                        "invalid_request"),
                of("a scope too long for stock", request -> request.with("scope", "openid "
                        + "user/Observation.rs ".repeat(300)), "invalid_request"),
                of("an aud too long", request -> request.with("aud", request.get("aud") + "a".repeat(5000)),
                        "invalid_request"),
                of("a launch too long", request -> request.with("scope", "launch").with("launch", "x".repeat(5000)),
                        "invalid_request"),
                of("a nonce too long for stock", request -> request.with("nonce", "n".repeat(5000)),
                        "invalid_request"),
                of("a scope with a line break", request -> request.with("scope", "openid\nuser/Observation.rs"),
                        "invalid_request"));
    }

    private static BrokenRequest of(String rule, UnaryOperator<AppRequest> change, String error) {
        return new BrokenRequest(rule, change, error);
    }

    AppRequest from(AppRequest request) {
        return change.apply(request);
    }

    @Override
    public String toString() {
        return rule;
    }
}
