/** What the servers of a test run keep their data in: H2, or PostgreSQL. */
package dev.smartfhir.endtoend.database;
