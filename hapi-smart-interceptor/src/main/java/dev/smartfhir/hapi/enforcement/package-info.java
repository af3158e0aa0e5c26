/**
 * The parts of the enforcement put together, one method for each hook.
 */
package dev.smartfhir.hapi.enforcement;
