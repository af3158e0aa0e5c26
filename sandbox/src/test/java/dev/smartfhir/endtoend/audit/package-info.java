/** Records of requests in AuditEvents, on a server of their own. */
package dev.smartfhir.endtoend.audit;
