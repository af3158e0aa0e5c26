package dev.smartfhir.hapi.decision;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.refusal.Refusal;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What is noted of a request on its way, until the decision on it is told.
 *
 * <p>The entries of a batch share it and may be done at the same time.
 */
public final class Course {

    private static final String KEY = Course.class.getName();
    private static final Refusal BEFORE_AUTHENTICATION = () -> "not-authenticated";

    private final Map<String, Refusal> onTheWay = new ConcurrentHashMap<>();
    private volatile boolean open;
    private volatile boolean judged;
    private volatile boolean onlyReported;
    private volatile int failure;
    private volatile Refusal refusal;
    private volatile Supplier<ScopeSet> scopes = ScopeSet::empty;
    private volatile String interaction;
    private volatile List<JudgedEntry> entries = List.of();
    private volatile List<AnsweredEntry> answers = List.of();

    /** The course of a request, and of all entries of its bundle. */
    public static Course of(RequestDetails request) {
        return (Course) request.getUserData().computeIfAbsent(KEY, key -> new Course());
    }

    /** It is open to all, so that there is nothing to decide. */
    public void isOpen() {
        open = true;
    }

    /** It needs a token. */
    public void isJudged() {
        judged = true;
    }

    /** Whatever refuses it, it passes. */
    public void isOnlyReported() {
        onlyReported = true;
    }

    /** What refuses it counts after all. */
    public void isEnforced() {
        onlyReported = false;
    }

    /** No rule has refused it so far, because of these scopes. */
    public void allowedBy(Supplier<ScopeSet> scopes) {
        this.scopes = scopes;
    }

    /** It is a bundle of these entries, none of which refuses it as a whole. */
    public void consistsOf(String interaction, List<JudgedEntry> entries) {
        this.interaction = interaction;
        this.entries = List.copyOf(entries);
    }

    /** A rule has refused it, or an entry of it; what the answer is, is seen later. */
    public void refusedOnTheWay(RuntimeException thrown) {
        Refusal.in(thrown).ifPresent(found -> onTheWay.putIfAbsent(Objects.toString(thrown.getMessage()), found));
    }

    /** A rule would refuse it as a whole; the first that does stands. */
    public void refuse(Refusal found) {
        if (refusal == null) {
            refusal = found;
        }
    }

    /** Whether a rule refuses it as a whole. */
    public boolean isRefused() {
        return refusal != null;
    }

    /** It has failed as a whole, be it refused or not. */
    public void failed(Throwable thrown) {
        failure = thrown instanceof BaseServerResponseException known ? known.getStatusCode() : 500;
        Refusal found = Refusal.in(thrown).orElse(null);
        if (found != null) {
            refusal = found;
        } else if (!open && !judged && !onlyReported) {
            refusal = BEFORE_AUTHENTICATION;
        }
    }

    List<JudgedEntry> entries() {
        return entries;
    }

    /** The refusal of which the answer to an entry tells in this text, which is all that HAPI keeps of it. */
    Optional<Refusal> onTheWay(String text) {
        return Optional.ofNullable(onTheWay.get(text));
    }

    void answered(List<AnsweredEntry> answers) {
        this.answers = List.copyOf(answers);
    }

    List<AnsweredEntry> answers() {
        return answers;
    }

    /** The HTTP status of what made it fail as a whole; empty where nothing did. */
    OptionalInt failure() {
        return failure == 0 ? OptionalInt.empty() : OptionalInt.of(failure);
    }

    boolean isToBeTold() {
        return judged || refusal != null;
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    ScopeSet scopes() {
        return scopes.get();
    }

    Optional<String> interaction() {
        return Optional.ofNullable(interaction);
    }

    Decision.Verdict verdict(Optional<Refusal> found) {
        if (found.isEmpty()) {
            return Decision.Verdict.ALLOWED;
        }
        return onlyReported ? Decision.Verdict.REPORTED : Decision.Verdict.REFUSED;
    }
}
