/** What enforcement and granting cost, measured by one command. */
package dev.smartfhir.benchmarks;
