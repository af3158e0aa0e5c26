/** The EHR simulator: a clinician chooses patient, visit and app, and the EHR launches the app. */
package dev.smartfhir.sandbox.pages.ehr;
