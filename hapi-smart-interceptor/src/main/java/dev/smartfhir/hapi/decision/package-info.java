/**
 * What was decided on each request, for those who record or count it.
 */
package dev.smartfhir.hapi.decision;
