package dev.smartfhir.endtoend.database;

import java.util.Map;

/** Every server has its own H2, as it comes. */
record InsideEachServer() implements Database {

    @Override
    public Map<String, String> forKeycloak() {
        return Map.of();
    }

    @Override
    public Map<String, String> forFhirServer() {
        return Map.of();
    }

    @Override
    public void requireUse(Map<String, String> settings) {
        // There is nothing else that a server could use.
    }

    @Override
    public void close() {
        // The databases end with their servers.
    }
}
