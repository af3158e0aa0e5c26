/**
 * The constraints of scopes, {@code ?parameter=value}, evaluated on single resources.
 */
package dev.smartfhir.hapi.constraint;
