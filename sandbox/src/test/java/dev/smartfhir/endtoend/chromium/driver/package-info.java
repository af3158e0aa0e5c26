/** A Chromium that tests drive, and axe, which judges its pages. */
package dev.smartfhir.endtoend.chromium.driver;
