package dev.smartfhir.testapp;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.CorsInterceptor;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.Arrays;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Scans {@code custom-bean-packages} and registers {@code custom-interceptor-classes} as the starter does.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan("${hapi.fhir.custom-bean-packages:}")
public class TestApp {

    @Bean
    FhirContext fhirContext(@Value("${test.fhir-version:R4}") FhirVersionEnum version) {
        return FhirContext.forCached(version);
    }

    @Bean
    ISearchParamRegistry searchParamRegistry(FhirContext fhirContext) {
        return new FhirContextSearchParamRegistry(fhirContext);
    }

    @Bean
    TokenRecorder tokenRecorder() {
        return new TokenRecorder();
    }

    @Bean
    RestfulServer restfulServer(
            FhirContext fhirContext,
            TokenRecorder recorder,
            ApplicationContext context,
            @Value("${hapi.fhir.custom-interceptor-classes:}") String[] interceptors) throws Exception {
        RestfulServer server = new RestfulServer(fhirContext);
        server.setResourceProviders(new HashMapResourceProvider<>(
                fhirContext, fhirContext.getResourceDefinition("Patient").newInstance().getClass()));
        server.registerInterceptor(new CorsInterceptor(cors()));
        server.registerInterceptor(new ApiDocs());
        server.registerInterceptor(recorder);
        for (String name : Arrays.stream(interceptors).filter(name -> !name.isBlank()).toList()) {
            server.registerInterceptor(interceptor(Class.forName(name), context));
        }
        return server;
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        ServletRegistrationBean<RestfulServer> registration = new ServletRegistrationBean<>(server, "/fhir/*");
        registration.setLoadOnStartup(1);
        return registration;
    }

    private static Object interceptor(Class<?> type, ApplicationContext context) throws Exception {
        try {
            return context.getBean(type);
        } catch (NoSuchBeanDefinitionException e) {
            return type.getConstructor().newInstance();
        }
    }

    private static CorsConfiguration cors() {
        CorsConfiguration cors = new CorsConfiguration();
        cors.addAllowedOriginPattern("*");
        cors.addAllowedMethod("*");
        cors.addAllowedHeader("*");
        cors.addExposedHeader("Location");
        return cors;
    }
}
