/** What the starter serves beside FHIR, where no FHIR interceptor sees it. */
package dev.smartfhir.sandbox.fhirserver.beside;
