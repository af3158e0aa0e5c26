package dev.smartfhir.sandbox.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A stock Keycloak unpacked from its distribution archive, with our JAR as its only provider. */
public final class KeycloakDistribution {

    private static final String UNPACKED = ".unpacked-from";
    private final Path home;

    private KeycloakDistribution(Path home) {
        this.home = home;
    }

    /** Unpacks the archive into {@code home}, unless that very archive has been unpacked there before. */
    public static KeycloakDistribution unpack(Path zip, Path home) throws IOException {
        Path mark = home.resolve(UNPACKED);
        String name = zip.getFileName().toString();
        if (!Files.exists(mark) || !Files.readString(mark).equals(name)) {
            FileTree.delete(home);
            Files.createDirectories(home);
            extract(zip, home);
            Files.writeString(mark, name);
        }
        return new KeycloakDistribution(home);
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

    private static void extract(Path zip, Path home) throws IOException {
        try (InputStream in = Files.newInputStream(zip); ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path inside = Path.of(entry.getName());
                if (inside.getNameCount() < 2) {
                    continue;
                }
                Path target = home.resolve(inside.subpath(1, inside.getNameCount())).normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("Entry outside of the archive's folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                    target.toFile().setExecutable(target.toString().endsWith(".sh"));
                }
            }
        }
    }
}
