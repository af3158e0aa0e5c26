package dev.smartfhir.endtoend.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * One PostgreSQL on loopback with a database for each server, started when the first one asks. It sorts as people do
 * (ICU, en-US), not by code points as H2 does. For root, whom PostgreSQL refuses, {@code unshare -U} makes another user.
 */
public final class PostgreSql implements Database {

    private static final String USER = "postgres";
    private static final String[] TABLES = {"TABLE"};
    private final Path directory;
    private EmbeddedPostgres server;
    private int databases;

    /** @param directory for its programs and its data; what an earlier run left there is deleted */
    public PostgreSql(Path directory) {
        this.directory = directory;
    }

    @Override
    public Map<String, String> forKeycloak() {
        return Map.of(
                "KC_DB", "postgres",
                "KC_DB_URL", newDatabase(),
                "KC_DB_USERNAME", USER,
                "KC_DB_PASSWORD", USER);
    }

    @Override
    public Map<String, String> forFhirServer() {
        return Map.of(
                "SPRING_DATASOURCE_URL", newDatabase(),
                "SPRING_DATASOURCE_USERNAME", USER,
                "SPRING_DATASOURCE_PASSWORD", USER,
                "SPRING_DATASOURCE_DRIVER_CLASS_NAME", "org.postgresql.Driver",
                "SPRING_JPA_PROPERTIES_HIBERNATE_DIALECT",
                "ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect");
    }

    private synchronized String newDatabase() {
        if (server == null) {
            server = start();
        }
        databases++;
        String name = "database" + databases;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL made no database", e);
        }
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    @Override
    public void requireUse(Map<String, String> settings) {
        String url = settings.values().stream().filter(value -> value.startsWith("jdbc:")).findFirst().orElseThrow();
        try (Connection connection = DriverManager.getConnection(url, USER, USER);
                ResultSet tables = connection.getMetaData().getTables(null, "public", null, TABLES)) {
            if (!tables.next()) {
                throw new IllegalStateException("No server uses " + url);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell its tables", e);
        }
    }

    private EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(directory.resolve("program").toFile())
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(true)
                    .setLocaleConfig("locale-provider", "icu")
                    .setLocaleConfig("icu-locale", "en-US")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
