/** The private keys of the demo clients: generated once, kept in the state directory, never committed. */
package dev.smartfhir.sandbox.keys;
