package dev.smartfhir.hapi.audit.writing;

/**
 * How many records there have been since the start, for whoever measures.
 *
 * @param written  records in the database
 * @param waiting  records that wait to be written now
 * @param lost     records that could not be kept
 * @param unlisted requests without a good token that were only counted, because too many came
 */
public record AuditCounts(long written, int waiting, long lost, long unlisted) {
}
