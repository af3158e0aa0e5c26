package dev.smartfhir.endtoend.chromium.driver;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser and its driver, as {@code PATH} or the system properties {@code e2e.chromium} and
 * {@code e2e.chromedriver} name them; nothing is downloaded.
 */
record InstalledChromium(Path browser, Path driver) {

    static Optional<InstalledChromium> find() {
        return program("chromium").flatMap(browser ->
                program("chromedriver").map(driver -> new InstalledChromium(browser, driver)));
    }

    private static Optional<Path> program(String name) {
        String said = System.getProperty("e2e." + name);
        Stream<Path> places = said != null ? Stream.of(Path.of(said))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name));
        return places.filter(Files::isExecutable).findFirst();
    }
}
