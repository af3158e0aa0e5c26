/** The FHIR server with the JAR configured wrongly, halfway, or not at all. */
package dev.smartfhir.endtoend.configuration;
