/** What can be known of the container files without an engine: each check finds faults, and is shown to find them. */
package dev.smartfhir.containers;
