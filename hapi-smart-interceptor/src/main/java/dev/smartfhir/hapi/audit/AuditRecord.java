package dev.smartfhir.hapi.audit;

import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One request, or one entry of a bundle, as it is to be recorded.
 *
 * @param decision what was decided on it
 * @param touches  what it has shown and changed
 * @param unlisted how many more resources it has shown or changed
 * @param address  the network address of the caller, as the server knows it
 * @param recorded when it was done with
 */
public record AuditRecord(
        Decision decision, List<Touch> touches, int unlisted, Optional<String> address, Instant recorded) {

    private static final int FIRST_ERROR = 400;
    private static final String PATIENT = "Patient";

    /** Copies the touches; an entry that failed has made none of the changes to the resource that it names. */
    public AuditRecord {
        boolean failed = decision.entry().isPresent() && decision.status() >= FIRST_ERROR;
        touches = touches.stream().filter(touch -> !failed || !touch.isChange()).toList();
    }

    /** The same with nothing in it but who asked for what, and what came of it. */
    public AuditRecord withoutDetails() {
        Decision bare = new Decision(decision.verdict(), decision.rule(), ScopeSet.empty(), decision.interaction(),
                decision.type(), decision.id(), decision.status(), decision.token(), decision.requestId(),
                decision.entry());
        return new AuditRecord(bare, List.of(), unlisted + touches.size(), address, recorded);
    }

    /** Whether it was allowed and done. */
    public boolean isDone() {
        return decision.verdict() != Decision.Verdict.REFUSED && decision.status() < FIRST_ERROR;
    }

    /** The resource that the path names, {@code Type/id}. */
    public Optional<String> named() {
        return decision.type().flatMap(type -> decision.id().map(id -> type + "/" + id));
    }

    /**
     * References to all patients that it was about, each {@code Patient/id}: by what was touched, by the path, and by
     * the token where a scope for its patient decided.
     */
    public Set<String> patients() {
        Set<String> ids = new TreeSet<>();
        touches.forEach(touch -> ids.addAll(touch.patients()));
        decision.id().filter(id -> decision.type().filter(PATIENT::equals).isPresent()).ifPresent(ids::add);
        patientOfToken().ifPresent(ids::add);
        Set<String> references = new LinkedHashSet<>();
        ids.stream().limit(Touched.MOST).forEach(id -> references.add(PATIENT + "/" + id));
        return references;
    }

    private Optional<String> patientOfToken() {
        boolean decided = decision.verdict() == Decision.Verdict.ALLOWED
                && decision.scopes().resourceScopes().stream().map(ResourceScope::context)
                        .anyMatch(Context.PATIENT::equals);
        return decision.token().filter(token -> decided)
                .map(token -> token.claims().get("patient"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(FhirId::isValid);
    }
}
