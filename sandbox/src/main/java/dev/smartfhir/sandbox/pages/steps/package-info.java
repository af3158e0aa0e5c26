/** What was sent and what came back, step by step, with secrets shortened and tokens decoded. */
package dev.smartfhir.sandbox.pages.steps;
