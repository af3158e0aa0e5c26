/** Compares the answers of the server with the oracle. */
package dev.smartfhir.endtoend.fuzz.check;
