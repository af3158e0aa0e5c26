/** EHR launch and the patient picker, driven as EHRs, apps and users do. */
package dev.smartfhir.endtoend.launch;
