/** The demo data and the way it is loaded: through the enforced door. */
package dev.smartfhir.sandbox.data;
