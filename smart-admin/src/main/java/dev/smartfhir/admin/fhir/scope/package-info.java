/**
 * Whether the scopes in use can be enforced with the search parameters that the server has.
 */
package dev.smartfhir.admin.fhir.scope;
