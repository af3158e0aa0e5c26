/**
 * What an examination found, and how it reads.
 */
package dev.smartfhir.admin.report;
