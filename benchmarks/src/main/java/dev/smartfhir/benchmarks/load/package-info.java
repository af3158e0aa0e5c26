/** Load on a running server, and the processor time that the server spends on it. */
package dev.smartfhir.benchmarks.load;
