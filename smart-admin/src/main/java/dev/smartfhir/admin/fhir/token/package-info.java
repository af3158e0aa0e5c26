/**
 * Whether the FHIR server refuses whoever has no good token, and serves whoever has one no more than its scope.
 */
package dev.smartfhir.admin.fhir.token;
