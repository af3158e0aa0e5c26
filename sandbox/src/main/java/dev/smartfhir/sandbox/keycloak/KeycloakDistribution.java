package dev.smartfhir.sandbox.keycloak;

import dev.smartfhir.sandbox.process.UnpackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A stock Keycloak unpacked from its distribution archive, with our JAR as its only provider. */
public final class KeycloakDistribution {

    private final Path home;

    private KeycloakDistribution(Path home) {
        this.home = home;
    }

    /** Unpacks the archive into {@code home}, unless that very archive has been unpacked there before. */
    public static KeycloakDistribution unpack(Path zip, Path home) throws IOException {
        KeycloakDistribution distribution = new KeycloakDistribution(UnpackedArchive.unpack(zip, home, 1));
        distribution.script().toFile().setExecutable(true);
        return distribution;
    }

    public Path home() {
        return home;
    }

    public Path script() {
        return home.resolve("bin/kc.sh");
    }

    /** Puts the JAR into {@code providers}; an unchanged one is left alone, so that Keycloak need not rebuild. */
    public void provider(Path jar) throws IOException {
        Path providers = Files.createDirectories(home.resolve("providers"));
        Path target = providers.resolve(jar.getFileName());
        try (Stream<Path> others = Files.list(providers)) {
            for (Path other : others.filter(p -> p.toString().endsWith(".jar") && !p.equals(target)).toList()) {
                Files.delete(other);
            }
        }
        if (!Files.exists(target) || Files.mismatch(jar, target) >= 0) {
            Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
