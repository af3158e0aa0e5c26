/** Thousands of random requests for random scopes, each answer compared with what the token may see. */
package dev.smartfhir.endtoend.fuzz;
