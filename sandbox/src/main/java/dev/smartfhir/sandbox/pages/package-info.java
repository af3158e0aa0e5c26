/** The sandbox's own pages on the loopback: an EHR that launches apps, and an app that shows each step of a launch. */
package dev.smartfhir.sandbox.pages;
