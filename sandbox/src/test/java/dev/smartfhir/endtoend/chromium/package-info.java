/** The pages as people see them, in a real Chromium: both languages, a phone, the keyboard, axe. */
package dev.smartfhir.endtoend.chromium;
