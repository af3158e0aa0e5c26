package dev.smartfhir.endtoend.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever builds a release gets the same bytes, wherever and whenever he does. */
@Tag("long")
class ReproducibleJarsIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void twoBuildsElsewhereAreTheSameToTheByteAndTheirJarsAreThoseOfThisOne() throws Exception {
        assumeFalse("offline=true".equals(System.getProperty("build.offline")),
                "Maven makes no SBOM with -o, so releases are built online");

        Process builds = new ProcessBuilder("bash", ROOT.resolve(".ci/reproduce").toString())
                .redirectErrorStream(true).start();
        String printed = new String(builds.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(builds.waitFor(10, TimeUnit.MINUTES)).isTrue();

        assertThat(builds.exitValue()).as(printed).isZero();
        List<String> sums = Files.readAllLines(ROOT.resolve("target/release/SHA256SUMS"));
        assertThat(sums).hasSize(2 * ShippedJar.values().length);
        for (ShippedJar jar : ShippedJar.values()) {
            assertThat(sums).contains(sum(jar.built(".jar")));
        }
    }

    private static String sum(Path file) throws IOException, NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest) + "  " + file.getFileName();
    }
}
