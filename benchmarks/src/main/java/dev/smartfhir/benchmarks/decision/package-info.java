/** Microbenchmarks of scopes and of the decision on a request. */
package dev.smartfhir.benchmarks.decision;
