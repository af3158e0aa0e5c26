/** The demo apps that are built with Node.js from {@code sandbox/web}, where the machine has it. */
package dev.smartfhir.sandbox.webapps;
