/** The published decision table: its shape, its data set, and the document that is rendered from it. */
package dev.smartfhir.table;
