package dev.smartfhir.containers.image;

import dev.smartfhir.containers.ContainerFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The images are those of the POM's versions, named without a registry, and so are our own JARs and images. */
public final class VersionsCheck {

    /** One or two names and a tag that is a version; a registry's name would have a dot or a port. */
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)?:v?\\d[\\w.-]*");
    private static final Pattern JAR = Pattern.compile("(?:smart-admin|[a-z]+-smart-[a-z]+)-([\\d.]+)\\.jar");

    private VersionsCheck() {
    }

    public static List<String> faults(ContainerFiles files) {
        List<String> faults = new ArrayList<>();
        String pom = ContainerFiles.text(files.root().resolve("pom.xml"));
        String own = first(pom, "<artifactId>smart-on-fhir</artifactId>\\s*<version>([^<]+)");
        Map<String, String> wanted = Map.of(
                "keycloak/keycloak", Pattern.quote(first(pom, "<keycloak.server.version>([^<]+)")),
                // The starter's releases are HAPI's version and a number of their own.
                "hapiproject/hapi", "v" + Pattern.quote(first(pom, "<hapi.version>([^<]+)")) + "-\\d+",
                "smart-keycloak", Pattern.quote(own),
                "smart-hapi", Pattern.quote(own),
                "postgres", "\\d+",
                "nginx", "\\d+\\.\\d+");
        images(files).forEach(image -> {
            String[] parts = image.split(":", 2);
            if (!IMAGE.matcher(image).matches() || !wanted.containsKey(parts[0])
                    || !parts[1].matches(wanted.get(parts[0]))) {
                faults.add("the image " + image + " is none of the POM's versions");
            }
        });
        files.all().forEach(file -> JAR.matcher(ContainerFiles.text(file)).results()
                .filter(jar -> !jar.group(1).equals(own))
                .forEach(jar -> faults.add(file.getFileName() + " names " + jar.group())));
        return faults;
    }

    private static Stream<String> images(ContainerFiles files) {
        return Stream.concat(files.dockerfiles().stream().flatMap(file -> file.bases().stream()),
                files.variants().stream().flatMap(file -> file.services().values().stream())
                        .map(service -> service.path("image").asText()));
    }

    private static String first(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("The POM has no " + regex);
        }
        return matcher.group(1);
    }
}
