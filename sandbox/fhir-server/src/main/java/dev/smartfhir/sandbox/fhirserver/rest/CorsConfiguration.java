package dev.smartfhir.sandbox.fhirserver.rest;

import ca.uhn.fhir.rest.server.interceptor.CorsInterceptor;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The starter's CORS rules: any origin, with credentials. */
@Configuration
public class CorsConfiguration {

    @Bean
    CorsInterceptor corsInterceptor() {
        var cors = new org.springframework.web.cors.CorsConfiguration();
        cors.setAllowedHeaders(List.of(
                "Origin", "Accept", "Content-Type", "Authorization", "Cache-Control",
                "x-fhir-starter", "X-Requested-With", "Prefer"));
        cors.setAllowedOriginPatterns(List.of("*"));
        cors.setExposedHeaders(List.of("Location", "Content-Location"));
        cors.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"));
        cors.setAllowCredentials(true);
        return new CorsInterceptor(cors);
    }
}
