/** The launch receiver: an app that takes every step of SMART App Launch and shows each request and answer. */
package dev.smartfhir.sandbox.pages.app;
