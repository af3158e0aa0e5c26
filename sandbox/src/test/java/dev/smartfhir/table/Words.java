package dev.smartfhir.table;

/** The same in both languages of the documents. */
public record Words(String en, String zh) {
}
