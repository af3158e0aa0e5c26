/** Random tokens and random requests. */
package dev.smartfhir.endtoend.fuzz.draw;
