/**
 * Creates the beans, on the class path alone or by the starter's own properties.
 */
package dev.smartfhir.hapi.wiring;
