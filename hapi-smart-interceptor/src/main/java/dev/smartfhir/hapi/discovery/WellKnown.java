package dev.smartfhir.hapi.discovery;

import dev.smartfhir.hapi.refusal.Answer;
import dev.smartfhir.hapi.refusal.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Answers {@code [base]/.well-known/smart-configuration}: without a token, to any origin, as JSON whatever is accepted.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#using-well-known">SMART conformance</a>
 */
public final class WellKnown {

    /** Below the FHIR base. */
    public static final String PATH = "/.well-known/smart-configuration";

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final DiscoveryDocument document;
    private final BooleanSupplier reportOnly;

    /**
     * Serves the given document.
     *
     * @param reportOnly whether the server does not enforce at the moment, so that it must not claim to
     */
    public WellKnown(DiscoveryDocument document, BooleanSupplier reportOnly) {
        this.document = document;
        this.reportOnly = reportOnly;
    }

    /**
     * Answers the request where it is for the document.
     *
     * @return whether the request has been answered
     */
    public boolean answer(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getPathInfo() == null ? request.getServletPath() : request.getPathInfo();
        if (!PATH.equals(path)) {
            return false;
        }
        try {
            response.setHeader("Access-Control-Allow-Origin", "*");
            switch (request.getMethod()) {
                case "GET", "HEAD" -> serve(request, response);
                case "OPTIONS" -> allow(response);
                default -> refuseMethod(response);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (reportOnly.getAsBoolean()) {
            Answer.send(response, 503, Outcome.of(IssueType.TRANSIENT, "report-only",
                    "This server is on trial: it does not enforce what access tokens say."));
            return;
        }
        Optional<SmartConfiguration> current = document.get();
        if (current.isEmpty()) {
            response.setHeader("Retry-After", Long.toString(DiscoveryDocument.BETWEEN_ATTEMPTS.toSeconds()));
            Answer.send(response, 503, Outcome.of(IssueType.TRANSIENT, "authorization-server-unavailable",
                    "The SMART configuration of the authorization server cannot be read at the moment."));
            return;
        }
        byte[] bytes = current.get().bytes();
        response.setStatus(200);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
    }

    private static void allow(HttpServletResponse response) {
        response.setStatus(204);
        response.setHeader("Allow", METHODS);
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        // Without credentials, the star stands for every header but Authorization.
        response.setHeader("Access-Control-Allow-Headers", "*, Authorization");
    }

    private static void refuseMethod(HttpServletResponse response) throws IOException {
        response.setHeader("Allow", METHODS);
        Answer.send(response, 405, Outcome.of(IssueType.NOTSUPPORTED, "method-not-allowed",
                "The SMART configuration can only be read."));
    }
}
