/** Each cell of the published decision table on a real server, with a check of every answer for leaks. */
package dev.smartfhir.endtoend.table;
