/**
 * Whether clients find the right authorization server, and its keys are good.
 */
package dev.smartfhir.admin.fhir.discovery;
