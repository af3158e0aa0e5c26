/**
 * What a search demands beyond the searched type, and which includes it may have.
 */
package dev.smartfhir.hapi.search;
