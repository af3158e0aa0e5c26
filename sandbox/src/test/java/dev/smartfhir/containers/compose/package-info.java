/** Checks of the compose files. */
package dev.smartfhir.containers.compose;
