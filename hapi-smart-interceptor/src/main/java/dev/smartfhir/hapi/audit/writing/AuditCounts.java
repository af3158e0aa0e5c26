package dev.smartfhir.hapi.audit.writing;

/**
 * How many records there have been since the start, for whoever measures.
 *
 * @param written  records in the database
 * @param waiting  records that wait to be written now
 * @param lost     records that could not be kept
 * @param unlisted requests that were only counted: those without a good token, where too many came, and those that
 *     were refused because records could not be kept
 */
public record AuditCounts(long written, int waiting, long lost, long unlisted) {
}
