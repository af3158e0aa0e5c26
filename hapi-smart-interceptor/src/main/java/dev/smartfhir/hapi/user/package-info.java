/**
 * Who the user of a token is, and what that user may access on this server.
 */
package dev.smartfhir.hapi.user;
