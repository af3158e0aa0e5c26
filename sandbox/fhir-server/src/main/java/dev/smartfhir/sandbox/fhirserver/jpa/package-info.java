/** The store behind the FHIR end point: database, transactions and HAPI's storage settings. */
package dev.smartfhir.sandbox.fhirserver.jpa;
