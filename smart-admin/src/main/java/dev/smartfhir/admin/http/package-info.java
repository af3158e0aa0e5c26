/**
 * How the command talks to servers: within limits of time and size, without redirects, with an operator's own
 * certificate authority if he names one.
 */
package dev.smartfhir.admin.http;
