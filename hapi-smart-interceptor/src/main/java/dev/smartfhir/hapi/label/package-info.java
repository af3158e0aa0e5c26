/**
 * Security labels: whose resource it is, where scopes choose resources by {@code _security}.
 */
package dev.smartfhir.hapi.label;
