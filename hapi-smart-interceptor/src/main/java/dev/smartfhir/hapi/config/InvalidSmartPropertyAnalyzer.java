package dev.smartfhir.hapi.config;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows an {@link InvalidSmartProperty} as one readable block instead of a stack trace.
 */
public final class InvalidSmartPropertyAnalyzer extends AbstractFailureAnalyzer<InvalidSmartProperty> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSmartProperty cause) {
        String variable = cause.property().replace("[", "_").replace("].", "_").replace("]", "")
                .replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        return new FailureAnalysis(
                "hapi-smart-interceptor does not start the server. " + cause.property() + ": " + cause.reason(),
                "Correct " + cause.property() + " in application.yaml, or " + variable + " in the environment.",
                cause);
    }
}
