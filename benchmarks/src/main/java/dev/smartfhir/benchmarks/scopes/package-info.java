/** Scopes in any number, for tokens and for ceilings. */
package dev.smartfhir.benchmarks.scopes;
