/** The shipped realm, imported, exported and imported again. */
package dev.smartfhir.endtoend.realm;
