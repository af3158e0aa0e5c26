/** A backend service of SMART: discovery, private key JWT, token, FHIR requests. */
package dev.smartfhir.sandbox.client;
