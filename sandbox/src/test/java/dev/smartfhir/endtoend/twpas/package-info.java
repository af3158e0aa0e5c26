/** The searches of Taiwan's guide TWPAS, with the token that it mandates and nothing more. */
package dev.smartfhir.endtoend.twpas;
