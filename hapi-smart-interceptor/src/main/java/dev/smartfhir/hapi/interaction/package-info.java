/**
 * What each FHIR interaction of a single request demands.
 */
package dev.smartfhir.hapi.interaction;
