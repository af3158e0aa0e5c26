/** A realm that a hospital already has: made SMART-ready and examined, by the command and the admin API. */
package dev.smartfhir.endtoend.existing;
