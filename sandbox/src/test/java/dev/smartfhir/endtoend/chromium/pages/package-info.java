/** The pages that the tests in Chromium use: what is on them, and what one does there. */
package dev.smartfhir.endtoend.chromium.pages;
