/** The pages against a stub of the two servers. */
package dev.smartfhir.sandbox.pages;
