/** What is shipped: what is inside each JAR, under which licence, and whether anyone can build the same bytes. */
package dev.smartfhir.endtoend.supply;
