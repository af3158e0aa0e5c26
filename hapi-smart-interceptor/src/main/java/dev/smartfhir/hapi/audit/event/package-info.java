/**
 * How a record reads as an AuditEvent in the shape of IHE Basic Audit Log Patterns.
 */
package dev.smartfhir.hapi.audit.event;
