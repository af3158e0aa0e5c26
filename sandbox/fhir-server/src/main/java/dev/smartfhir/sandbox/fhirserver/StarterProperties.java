package dev.smartfhir.sandbox.fhirserver;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The part of the starter's {@code hapi.fhir.*} properties that this server knows, with the starter's defaults.
 *
 * @param customInterceptorClasses classes registered on the FHIR end point: the bean of that class, else a new instance
 * @param serverAddress the FHIR base that links in answers start with; empty: taken from each request
 * @param graphqlEnabled whether {@code $graphql} is offered
 * @param bulkExportEnabled whether {@code $export} is offered
 * @param openapiEnabled whether {@code /fhir/api-docs} and {@code /fhir/swagger-ui/} are offered
 * @param allowMultipleDelete whether one conditional delete may delete several resources
 * @param allowCascadingDeletes whether {@code _cascade=delete} is honoured
 * @param defaultPageSize entries of a search page when the request does not say
 * @param maxPageSize entries of a search page at most
 */
@ConfigurationProperties("hapi.fhir")
public record StarterProperties(
        @DefaultValue List<String> customInterceptorClasses,
        @DefaultValue("") String serverAddress,
        @DefaultValue("false") boolean graphqlEnabled,
        @DefaultValue("false") boolean bulkExportEnabled,
        @DefaultValue("true") boolean openapiEnabled,
        @DefaultValue("false") boolean allowMultipleDelete,
        @DefaultValue("false") boolean allowCascadingDeletes,
        @DefaultValue("20") int defaultPageSize,
        @DefaultValue("200") int maxPageSize) {
}
