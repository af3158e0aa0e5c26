package dev.smartfhir.sandbox.fhir;

import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The FHIR server on loopback; its drop-ins are the JAR files in {@code extra-classes} of its directory. */
public final class FhirServer {

    /** Little to compile and little memory, for a quick start. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1500m");

    private final Path program;
    private final Path directory;
    private final int port;
    private final Path log;

    /**
     * Describes a server.
     *
     * @param program the unpacked archive, from which classes load faster than from nested JAR files
     * @param directory the server's own directory with {@code extra-classes}
     * @param log the file that takes its output
     */
    public FhirServer(Path program, Path directory, int port, Path log) {
        this.program = program;
        this.directory = directory;
        this.port = port;
        this.log = log;
    }

    public URI base() {
        return URI.create("http://localhost:" + port + "/fhir");
    }

    /** Puts the JAR into {@code extra-classes}. */
    public void dropIn(Path jar) throws IOException {
        Path extraClasses = Files.createDirectories(directory.resolve("extra-classes"));
        Files.copy(jar, extraClasses.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Starts the server with the given settings, written as environment variables as one does for the starter. */
    public ServerProcess start(Map<String, String> environment) {
        return start(environment, QUICK_START);
    }

    /** Starts the server with the given settings and options of the Java machine. */
    public ServerProcess start(Map<String, String> environment, List<String> javaOptions) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("SERVER_PORT", String.valueOf(port));
        all.put("SERVER_ADDRESS", "127.0.0.1");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                // As the starter's image does: the server's own libraries win over those of a drop-in.
                "-Dloader.path=" + program.resolve("BOOT-INF/classes") + "," + program.resolve("BOOT-INF/lib") + ","
                        + directory.resolve("extra-classes"),
                "-cp",
                program.toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        return ServerProcess.start("The FHIR server", command, all, directory, log);
    }
}
