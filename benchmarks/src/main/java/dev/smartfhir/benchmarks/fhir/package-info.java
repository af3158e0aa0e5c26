/** The same requests to two FHIR servers, one of them with the interceptor. */
package dev.smartfhir.benchmarks.fhir;
