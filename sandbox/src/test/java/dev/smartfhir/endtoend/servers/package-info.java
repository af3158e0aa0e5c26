/** One shared pair of real servers for a whole test run. */
package dev.smartfhir.endtoend.servers;
