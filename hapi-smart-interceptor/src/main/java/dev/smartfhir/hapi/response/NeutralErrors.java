package dev.smartfhir.hapi.response;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import dev.smartfhir.hapi.instance.NotFound;
import dev.smartfhir.hapi.refusal.Conflict;
import dev.smartfhir.hapi.refusal.Outcome;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * One neutral answer in place of errors that tell of resources which the token may not see (D-24).
 *
 * <p>HAPI's messages on referential integrity, delete conflicts and uniqueness name the other resource; those on
 * internal failures may hold anything.
 */
public final class NeutralErrors {

    /** Delete conflicts, constraint failures, unique indexes, missing, wrong and deleted reference targets. */
    private static final Pattern TELLING =
            Pattern.compile("HAPI-(0515|0550|0824|0825|0826|1093|1094|1095|1096|1099):");

    private static final String INTERNAL = "The server failed to process the request.";

    private NeutralErrors() {
    }

    /** The exception to answer with instead, or {@code null} to leave the answer to HAPI. */
    public static BaseServerResponseException instead(Throwable thrown) {
        if (isTelling(thrown)) {
            return new Conflict(thrown);
        }
        if (!(thrown instanceof BaseServerResponseException known)) {
            return null;
        }
        return known instanceof InternalErrorException ? internal(known) : null;
    }

    /** Makes the outcome of a batch or transaction entry neutral in place. */
    static void neutralize(BundleEntryComponent entry) {
        if (isTelling(entry.getResponse().getOutcome()) || isTelling(entry.getResource())) {
            entry.setResource(null);
            entry.getResponse().setStatus("409 Conflict").setOutcome(Conflict.outcome());
        } else if (entry.getResponse().hasStatus() && entry.getResponse().getStatus().startsWith("5")) {
            entry.setResource(null);
            entry.getResponse().setOutcome(internalError());
        }
    }

    /** Answers an entry that found nothing, or something deleted, as what is not known is answered alone (D-23). */
    static void hide(BundleEntryComponent entry) {
        String status = entry.getResponse().hasStatus() ? entry.getResponse().getStatus() : "";
        if (status.startsWith("404") || status.startsWith("410")) {
            entry.setResource(null);
            entry.getResponse().setStatus("404 Not Found").setOutcome(NotFound.outcome());
        }
    }

    /** Leaves the one issue of an error that this JAR has written, whatever others have added to it. */
    public static void keepOneIssue(IBaseOperationOutcome error) {
        if (error instanceof OperationOutcome outcome && outcome.getIssue().size() > 1
                && outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getSystem() != null
                && outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getSystem().equals(Outcome.SYSTEM)) {
            outcome.setIssue(List.of(outcome.getIssueFirstRep()));
        }
    }

    private static InternalErrorException internal(BaseServerResponseException thrown) {
        InternalErrorException neutral = new InternalErrorException(INTERNAL, thrown);
        neutral.setOperationOutcome(internalError());
        return neutral;
    }

    private static OperationOutcome internalError() {
        return Outcome.of(IssueType.EXCEPTION, "internal-error", INTERNAL);
    }

    private static boolean isTelling(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && TELLING.matcher(cause.getMessage()).find()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTelling(Object resource) {
        return resource instanceof OperationOutcome outcome && outcome.getIssue().stream()
                .anyMatch(issue -> issue.hasDiagnostics() && TELLING.matcher(issue.getDiagnostics()).find());
    }
}
