/**
 * The last line before a write reaches the database.
 */
package dev.smartfhir.hapi.storage;
