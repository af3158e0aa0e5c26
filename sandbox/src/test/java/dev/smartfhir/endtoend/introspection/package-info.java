/** Who may ask about which token, and what is told. */
package dev.smartfhir.endtoend.introspection;
