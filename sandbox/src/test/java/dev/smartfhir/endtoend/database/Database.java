package dev.smartfhir.endtoend.database;

import java.nio.file.Path;
import java.util.Map;

/** Where the servers of a test run keep their data; settings are written as environment variables. */
public interface Database extends AutoCloseable {

    /**
     * The database of this test run, as the system property {@code e2e.database} says: {@code h2} (default) or
     * {@code postgres}.
     *
     * @param directory where it may keep its files
     * @throws IllegalArgumentException if the property says something else
     */
    static Database ofThisRun(Path directory) {
        String name = System.getProperty("e2e.database", "h2");
        return switch (name) {
            case "h2" -> new InsideEachServer();
            case "postgres" -> new PostgreSql(directory);
            default -> throw new IllegalArgumentException("e2e.database is neither h2 nor postgres: " + name);
        };
    }

    /** Makes a new, empty database, and returns what a Keycloak is told to use it; nothing for its own. */
    Map<String, String> forKeycloak();

    /** Makes a new, empty database, and returns what a FHIR server is told to use it; nothing for its own. */
    Map<String, String> forFhirServer();

    /**
     * Makes sure that a server which is ready keeps its data where it was told to.
     *
     * @param settings what {@link #forKeycloak()} or {@link #forFhirServer()} returned for it
     * @throws IllegalStateException if that database is still empty
     */
    void requireUse(Map<String, String> settings);

    @Override
    void close();
}
