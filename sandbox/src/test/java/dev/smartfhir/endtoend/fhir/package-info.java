/** What the FHIR server does and refuses, letter by letter and door by door. */
package dev.smartfhir.endtoend.fhir;
