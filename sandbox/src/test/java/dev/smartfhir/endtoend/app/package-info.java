/** An app of the tests and its user's browser: they speak the authorization code flow through the real pages. */
package dev.smartfhir.endtoend.app;
