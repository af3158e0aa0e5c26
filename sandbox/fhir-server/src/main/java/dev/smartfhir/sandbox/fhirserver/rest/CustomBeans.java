package dev.smartfhir.sandbox.fhirserver.rest;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Scans the packages of {@code hapi.fhir.custom-bean-packages} for Spring beans, as the starter does. */
@Configuration
@ComponentScan(basePackages = "${hapi.fhir.custom-bean-packages:}")
public class CustomBeans {
}
