package dev.smartfhir.hapi.capability;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.CorsInterceptor;
import dev.smartfhir.hapi.discovery.DiscoveryDocument;
import dev.smartfhir.hapi.discovery.SmartConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;

/**
 * States {@code rest.security} of a CapabilityStatement (TW-10), the same however often it is asked.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART conformance</a>
 */
public final class SecurityStatement {

    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/restful-security-service";
    private static final String CODE = "SMART-on-FHIR";
    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

    /** Parts of the extension, and the members of the discovery document that they repeat. */
    private static final Map<String, String> ENDPOINTS = endpoints();

    private final DiscoveryDocument document;

    /**
     * Repeats the endpoints of the given document.
     */
    public SecurityStatement(DiscoveryDocument document) {
        this.document = document;
    }

    /**
     * States the security of the server's REST interface.
     *
     * @param statement an R4 CapabilityStatement, possibly one that HAPI keeps
     * @param request the request that it is made for
     */
    public void addTo(IBaseConformance statement, RequestDetails request) {
        if (!(statement instanceof CapabilityStatement capabilities)) {
            return;
        }
        synchronized (capabilities) {
            for (CapabilityStatementRestComponent rest : capabilities.getRest()) {
                if (rest.getMode() == RestfulCapabilityMode.SERVER) {
                    TrialStatement.removeFrom(rest);
                    state(rest.getSecurity(), request);
                }
            }
        }
    }

    private void state(CapabilityStatementRestSecurityComponent security, RequestDetails request) {
        if (security.getService().stream().noneMatch(service -> service.hasCoding(SYSTEM, CODE))) {
            CodeableConcept service = security.addService();
            service.addCoding().setSystem(SYSTEM).setCode(CODE).setDisplay(CODE);
            service.setText("OAuth 2.0 with SMART on FHIR, see .well-known/smart-configuration");
        }
        if (hasCors(request)) {
            security.setCors(true);
        }
        document.peek().ifPresent(current -> stateEndpoints(security, current));
    }

    private static void stateEndpoints(CapabilityStatementRestSecurityComponent security, SmartConfiguration current) {
        Extension uris = new Extension(OAUTH_URIS);
        ENDPOINTS.forEach((part, member) ->
                current.text(member).ifPresent(url -> uris.addExtension(new Extension(part, new UriType(url)))));
        security.getExtension().removeIf(extension -> OAUTH_URIS.equals(extension.getUrl()));
        security.addExtension(uris);
    }

    private static boolean hasCors(RequestDetails request) {
        return request != null
                && request.getServer() instanceof RestfulServer server
                && server.getInterceptorService().getAllRegisteredInterceptors().stream()
                        .anyMatch(CorsInterceptor.class::isInstance);
    }

    private static Map<String, String> endpoints() {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("authorize", "authorization_endpoint");
        endpoints.put("token", "token_endpoint");
        endpoints.put("register", "registration_endpoint");
        endpoints.put("manage", "management_endpoint");
        endpoints.put("introspect", "introspection_endpoint");
        endpoints.put("revoke", "revocation_endpoint");
        return endpoints;
    }
}
