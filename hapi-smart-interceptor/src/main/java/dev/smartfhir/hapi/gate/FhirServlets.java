package dev.smartfhir.hapi.gate;

import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/**
 * The FHIR servlets of the application, by the name that the container knows them by.
 */
public final class FhirServlets {

    private final ListableBeanFactory beans;
    private volatile Map<String, RestfulServer> byName;

    /**
     * Looks among the beans, not before it is asked: the servlets may themselves ask for the interceptor.
     */
    public FhirServlets(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * All of them; what is no bean, or in no registration bean and no bean itself, is not a FHIR servlet to the gate.
     */
    public Map<String, RestfulServer> byName() {
        Map<String, RestfulServer> found = byName;
        if (found == null) {
            found = find();
            byName = found;
        }
        return found;
    }

    private Map<String, RestfulServer> find() {
        Map<String, RestfulServer> found = new LinkedHashMap<>();
        for (ServletRegistrationBean<?> registration : beans.getBeansOfType(ServletRegistrationBean.class).values()) {
            if (registration.getServlet() instanceof RestfulServer server) {
                found.put(registration.getServletName(), server);
            }
        }
        // Spring Boot registers a servlet bean without a registration under the bean's name.
        beans.getBeansOfType(RestfulServer.class).forEach((name, server) -> {
            if (!found.containsValue(server)) {
                found.put(name, server);
            }
        });
        return Collections.unmodifiableMap(found);
    }
}
