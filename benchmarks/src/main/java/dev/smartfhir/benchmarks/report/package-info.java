/** Results as tables in the documentation, in both languages. */
package dev.smartfhir.benchmarks.report;
