package dev.smartfhir.hapi.gate;

import ca.uhn.fhir.rest.server.RestfulServer;
import dev.smartfhir.hapi.refusal.Answer;
import dev.smartfhir.hapi.refusal.Outcome;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before every servlet: FHIR is answered 503 until enforcement is live, and whatever is not FHIR 404 until the
 * operator opens it.
 *
 * <p>No answer of a FHIR servlet may be kept by a cache. The filter goes by the servlet that the container has chosen,
 * not by the text of the URL.
 */
public final class GateFilter implements Filter {

    private static final String RETRY_AFTER = "30";
    private static final Logger LOG = LoggerFactory.getLogger(GateFilter.class);

    private final FhirServlets servlets;
    private final LiveHooks liveHooks;
    private final OpenPaths openPaths;
    private final AtomicReference<Optional<String>> lastMissing = new AtomicReference<>(Optional.empty());

    /**
     * Guards the given FHIR servlets and everything beside them.
     */
    public GateFilter(FhirServlets servlets, LiveHooks liveHooks, OpenPaths openPaths) {
        this.servlets = servlets;
        this.liveHooks = liveHooks;
        this.openPaths = openPaths;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("HTTP only");
        }
        RestfulServer server = servlets.byName().get(target(http));
        if (server != null) {
            guardFhir(server, http, answer, chain);
        } else if (isInternal(http) || openPaths.isOpen(RequestPath.of(http))) {
            chain.doFilter(request, response);
        } else {
            refuseClosed(answer);
        }
    }

    private void guardFhir(
            RestfulServer server, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // A browser's cache would go by the URL alone, and show the next token what this one has read.
        response.setHeader("Cache-Control", "no-store");
        Optional<String> missing = liveHooks.missing(server);
        if (missing.isPresent()) {
            if (!missing.equals(lastMissing.getAndSet(missing))) {
                LOG.warn("FHIR requests are answered 503: {}", missing.get());
            }
            response.setHeader("Retry-After", RETRY_AFTER);
            Answer.send(response, 503, Outcome.of(IssueType.TRANSIENT, "enforcement-not-live",
                    "This server does not answer before its access control is in place."));
            return;
        }
        if (ApiDescription.isIn(request)) {
            if (!openPaths.isOpen(RequestPath.of(request))) {
                refuseClosed(response);
                return;
            }
            OpenPaths.markOpenedDescription(request);
        }
        chain.doFilter(request, response);
    }

    /** The servlet that the container is about to call. */
    private static String target(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        if (request.getDispatcherType() == DispatcherType.INCLUDE
                && request.getAttribute(RequestDispatcher.INCLUDE_MAPPING) instanceof HttpServletMapping included) {
            mapping = included;
        }
        return mapping == null ? "" : mapping.getServletName();
    }

    /** What an answered request leads to inside the server, at no choice of the client. */
    private static boolean isInternal(HttpServletRequest request) {
        return switch (request.getDispatcherType()) {
            case ERROR, ASYNC, INCLUDE -> true;
            case REQUEST, FORWARD -> false;
        };
    }

    private static void refuseClosed(HttpServletResponse response) throws IOException {
        Answer.send(response, 404, Outcome.of(IssueType.NOTFOUND, "not-found", "There is nothing at this address."));
    }
}
