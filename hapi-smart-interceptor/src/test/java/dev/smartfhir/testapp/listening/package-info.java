/**
 * Beans of an operator who listens to decisions.
 */
package dev.smartfhir.testapp.listening;
