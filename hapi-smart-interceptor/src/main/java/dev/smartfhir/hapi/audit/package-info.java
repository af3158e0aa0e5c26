/**
 * A record of every request, kept in AuditEvents of the same server: what was asked, decided, shown and changed.
 */
package dev.smartfhir.hapi.audit;
