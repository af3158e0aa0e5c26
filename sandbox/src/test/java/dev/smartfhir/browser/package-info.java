/** A browser without JavaScript, as far as pages with forms and links need one. */
package dev.smartfhir.browser;
