package dev.smartfhir.endtoend.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A JAR that is shipped, its SBOM beside it, and which packages belong to whose component. */
enum ShippedJar {

    KEYCLOAK("keycloak-smart-extension", Map.of(
            "dev/smartfhir/keycloak/", "keycloak-smart-extension",
            "dev/smartfhir/scopes/", "smart-scopes")),
    HAPI("hapi-smart-interceptor", Map.of(
            "dev/smartfhir/hapi/", "hapi-smart-interceptor",
            "dev/smartfhir/scopes/", "smart-scopes",
            "dev/smartfhir/hapi/shaded/nimbusds/", "nimbus-jose-jwt",
            "dev/smartfhir/hapi/shaded/nimbusds/jose/shaded/gson/", "gson",
            "dev/smartfhir/hapi/shaded/nimbusds/jose/shaded/jcip/", "jcip-annotations")),
    ADMIN("smart-admin", Map.of(
            "dev/smartfhir/admin/", "smart-admin",
            "dev/smartfhir/scopes/", "smart-scopes",
            "com/nimbusds/", "nimbus-jose-jwt",
            "com/nimbusds/jose/shaded/gson/", "gson",
            "com/nimbusds/jose/shaded/jcip/", "jcip-annotations",
            "picocli/", "picocli",
            "com/fasterxml/jackson/core/", "jackson-core",
            "com/fasterxml/jackson/core/internal/shaded/fdp/", "fastdoubleparser",
            "com/fasterxml/jackson/databind/", "jackson-databind",
            "com/fasterxml/jackson/annotation/", "jackson-annotations"));

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final String module;
    private final Map<String, String> componentsByPackage;

    ShippedJar(String module, Map<String, String> componentsByPackage) {
        this.module = module;
        this.componentsByPackage = componentsByPackage;
    }

    String module() {
        return module;
    }

    Path jar() {
        return built(".jar");
    }

    JsonNode sbom() throws IOException {
        return new ObjectMapper().readTree(built(".cdx.json").toFile());
    }

    Path built(String suffix) {
        return ROOT.resolve(module + "/target/" + module + "-0.1.0" + suffix);
    }

    /** The component that a class belongs to, by the longest package known; empty if none is. */
    Optional<String> componentOf(String classFile) {
        return componentsByPackage.keySet().stream().filter(classFile::startsWith)
                .max(Comparator.comparingInt(String::length)).map(componentsByPackage::get);
    }

    List<String> entries() throws IOException {
        try (ZipFile zip = new ZipFile(jar().toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    String text(String entry) throws IOException {
        try (ZipFile zip = new ZipFile(jar().toFile())) {
            return new String(zip.getInputStream(zip.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The versions that the libraries inside say of themselves, by artifact. */
    Map<String, String> versionsInside() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        for (String entry : entries()) {
            if (entry.startsWith("META-INF/maven/") && entry.endsWith("/pom.properties")) {
                versions.put(entry.split("/")[3], text(entry).replaceAll("(?s).*version=([^\\s]+).*", "$1"));
            }
        }
        return versions;
    }

    static String licence() throws IOException {
        return Files.readString(ROOT.resolve("LICENSE"));
    }
}
