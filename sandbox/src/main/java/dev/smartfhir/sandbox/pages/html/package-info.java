/** HTML that escapes every value. */
package dev.smartfhir.sandbox.pages.html;
