package dev.smartfhir.sandbox.fhirserver.rest;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.CorsInterceptor;
import ca.uhn.fhir.rest.server.interceptor.ResponseHighlighterInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import dev.smartfhir.sandbox.fhirserver.StarterProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The FHIR servlet at {@code /fhir/*} with the providers and interceptors of the starter. */
@Configuration
public class FhirEndpoint {

    @Bean
    RestfulServer restfulServer(
            IFhirSystemDao<?, ?> systemDao,
            StarterProperties properties,
            IJpaSystemProvider systemProvider,
            ResourceProviderFactory resourceProviders,
            OperationProviders operationProviders,
            JpaStorageSettings storageSettings,
            ISearchParamRegistry searchParameters,
            IValidationSupport validationSupport,
            DatabaseBackedPagingProvider paging,
            CorsInterceptor cors,
            ApplicationContext context) {
        RestfulServer server = new RestfulServer(systemDao.getContext());
        server.registerProviders(resourceProviders.createProviders());
        server.registerProvider(systemProvider);

        var capabilities = new JpaCapabilityStatementProvider(
                server, systemDao, storageSettings, searchParameters, validationSupport);
        capabilities.setImplementationDescription("HAPI FHIR R4 Server");
        server.setServerConformanceProvider(capabilities);

        paging.setDefaultPageSize(properties.defaultPageSize());
        paging.setMaximumPageSize(properties.maxPageSize());
        server.setPagingProvider(paging);
        server.setDefaultPrettyPrint(true);

        server.registerInterceptor(new ResponseHighlighterInterceptor());
        if (!properties.serverAddress().isEmpty()) {
            server.setServerAddressStrategy(new HardcodedServerAddressStrategy(properties.serverAddress()));
        }
        server.registerInterceptor(cors);
        operationProviders.registerOn(server, properties);
        new CustomInterceptors(context).registerOn(server, properties.customInterceptorClasses());
        return server;
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        var registration = new ServletRegistrationBean<>(server, "/fhir/*");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
