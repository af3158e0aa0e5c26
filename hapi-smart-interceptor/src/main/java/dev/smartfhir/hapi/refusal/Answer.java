package dev.smartfhir.hapi.refusal;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * Sends an outcome where HAPI has not taken the request yet.
 */
public final class Answer {

    private Answer() {
    }

    /**
     * Sends an outcome as FHIR JSON.
     *
     * @param response what to send it to
     * @param status the HTTP status
     * @param outcome the body
     * @throws IOException where the client is gone
     */
    public static void send(HttpServletResponse response, int status, OperationOutcome outcome) throws IOException {
        byte[] body = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(outcome)
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
