/** The FHIR server's process with the drop-in in {@code extra-classes}. */
package dev.smartfhir.sandbox.fhir;
