/**
 * Makes a stock HAPI FHIR JPA server enforce what a SMART access token says, and nothing more.
 */
package dev.smartfhir.hapi;
