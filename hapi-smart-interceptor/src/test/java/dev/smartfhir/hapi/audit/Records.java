package dev.smartfhir.hapi.audit;

import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.hapi.decision.Decision.Verdict;
import dev.smartfhir.scopes.ScopeSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Records of requests that tests make up. */
public final class Records {

    public static final String ISSUER = "https://as.example/realms/smart";

    private Records() {
    }

    public static VerifiedToken token(String scopes, Map<String, Object> claims) {
        return new VerifiedToken(ISSUER, "sub-1", "client-1", ScopeSet.parse(scopes), claims, Instant.MAX);
    }

    public static Decision decision(Verdict verdict, String interaction, String path, int status, VerifiedToken token) {
        String[] parts = (path + "/").split("/", -1);
        return new Decision(verdict, verdict == Verdict.ALLOWED ? Optional.empty() : Optional.of("interaction"),
                ScopeSet.parse("system/Patient.rs"), interaction, Optional.of(parts[0]).filter(type -> !type.isEmpty()),
                Optional.of(parts[1]).filter(id -> !id.isEmpty()), status, Optional.ofNullable(token), "request-1",
                OptionalInt.empty());
    }

    public static AuditRecord of(Decision decision, Touch... touches) {
        return new AuditRecord(decision, List.of(touches), 0, Optional.of("192.0.2.7"), Instant.EPOCH);
    }

    /** A read that was allowed. */
    public static AuditRecord read() {
        return of(decision(Verdict.ALLOWED, "read", "Patient/p1", 200, token("system/Patient.rs", Map.of())));
    }

    /** A request without a token. */
    public static AuditRecord unauthenticated() {
        return of(decision(Verdict.REFUSED, "unknown", "Patient/p1", 401, null));
    }

    public static Touch touch(Touch.Action action, String reference, String... patients) {
        String[] parts = reference.split("/");
        return new Touch(action, parts[0], parts[1], Optional.of("3"), Set.of(patients));
    }
}
