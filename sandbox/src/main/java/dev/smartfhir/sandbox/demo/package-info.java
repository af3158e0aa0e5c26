/** Plays the first hospital's system against the running sandbox. */
package dev.smartfhir.sandbox.demo;
