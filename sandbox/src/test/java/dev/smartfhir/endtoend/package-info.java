/** The packaged JARs in the real servers, judged from outside. */
package dev.smartfhir.endtoend;
