/** The resources that are stored, version by version, as the tests know them. */
package dev.smartfhir.endtoend.fuzz.world;
