package dev.smartfhir.hapi.capability;

import java.time.Instant;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;

/**
 * States in {@code rest.security} of a CapabilityStatement that a server does not enforce yet, and claims no security
 * meanwhile.
 */
public final class TrialStatement {

    private static final String START = "REPORT-ONLY until ";

    private TrialStatement() {
    }

    /**
     * States it.
     *
     * @param statement an R4 CapabilityStatement, possibly one that HAPI keeps
     * @param until     the moment from which on the server enforces
     */
    public static void addTo(IBaseConformance statement, Instant until) {
        if (statement instanceof CapabilityStatement capabilities) {
            synchronized (capabilities) {
                capabilities.getRest().stream()
                        .filter(rest -> rest.getMode() == RestfulCapabilityMode.SERVER)
                        .forEach(rest -> rest.getSecurity().setDescription(START + until
                                + ": this server does not enforce what access tokens say."));
            }
        }
    }

    /** Takes it away again, where enforcement has begun. */
    static void removeFrom(CapabilityStatementRestComponent rest) {
        if (rest.getSecurity().hasDescription() && rest.getSecurity().getDescription().startsWith(START)) {
            rest.getSecurity().setDescription(null);
        }
    }
}
