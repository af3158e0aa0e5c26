/**
 * How records wait, and get into the database in the background.
 */
package dev.smartfhir.hapi.audit.writing;
