package dev.smartfhir.hapi.wiring;

import ca.uhn.fhir.context.FhirVersionEnum;
import dev.smartfhir.hapi.enforcement.Guards;
import dev.smartfhir.hapi.gate.FhirServlets;
import dev.smartfhir.hapi.gate.LiveHooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Ends the start of a server of another FHIR version than R4 (D-30), and says once whether enforcement is live.
 */
public final class StartReport implements SmartInitializingSingleton, ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

    private final FhirServlets servlets;
    private final LiveHooks liveHooks;
    private final Guards guards;

    StartReport(FhirServlets servlets, LiveHooks liveHooks, Guards guards) {
        this.servlets = servlets;
        this.liveHooks = liveHooks;
        this.guards = guards;
    }

    @Override
    public void afterSingletonsInstantiated() {
        servlets.byName().forEach((name, server) -> {
            FhirVersionEnum version = server.getFhirContext().getVersion().getVersion();
            if (version != FhirVersionEnum.R4) {
                throw new UnsupportedFhirVersion(name, version);
            }
        });
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (servlets.byName().isEmpty()) {
            LOG.warn("SMART enforcement found no FHIR servlet: every path but the opened ones is answered 404");
        }
        servlets.byName().forEach((name, server) -> liveHooks.missing(server).ifPresentOrElse(
                missing -> LOG.error("SMART enforcement is NOT live on servlet {}, so that FHIR requests are answered"
                        + " 503: {}", name, missing),
                () -> LOG.info("SMART enforcement is live on servlet {}{}", name,
                        guards.areReportOnly() ? ", and REPORT-ONLY" : "")));
    }
}
