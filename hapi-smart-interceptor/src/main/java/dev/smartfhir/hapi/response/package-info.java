/**
 * What may leave the server, looked at once more on its way out.
 */
package dev.smartfhir.hapi.response;
