/** The packaged command for administrators, run against real servers. */
package dev.smartfhir.endtoend.doctor;
