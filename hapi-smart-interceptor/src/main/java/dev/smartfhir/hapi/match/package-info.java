/**
 * Searches hidden in the references of a written body.
 */
package dev.smartfhir.hapi.match;
