/** One ceiling for all hospitals: placeholders, filled from attributes of the client or the user. */
package dev.smartfhir.endtoend.institution;
