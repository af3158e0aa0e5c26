/**
 * Asks an authorization server whether a token is active, and judges what it answers.
 */
package dev.smartfhir.hapi.authentication.introspection;
