/** Files for browsers: the demo apps that run in one. */
package dev.smartfhir.sandbox.pages.files;
