package dev.smartfhir.sandbox.keys;

import com.nimbusds.jose.jwk.JWK;
import dev.smartfhir.sandbox.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;
import java.util.function.Supplier;

/** One private key per client in a directory that only its owner may read. */
public final class KeyStore {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private final Path directory;

    public KeyStore(Path directory) {
        this.directory = directory;
    }

    /** The client's key, or empty-handed failure if the sandbox has never been started. */
    public ClientKey get(String clientId) {
        Path file = file(clientId);
        if (!Files.exists(file)) {
            throw new SandboxFailure("There is no key at " + file + "; start the sandbox first with ./sandbox/run.");
        }
        try {
            return new ClientKey(JWK.parse(Files.readString(file)));
        } catch (IOException | ParseException e) {
            throw new SandboxFailure("The key at " + file + " cannot be read; start the sandbox with --fresh.", e);
        }
    }

    /** The client's key, made by {@code generator} and written when there is none yet. */
    public ClientKey getOrCreate(String clientId, Supplier<ClientKey> generator) {
        if (!Files.exists(file(clientId))) {
            write(clientId, generator.get());
        }
        return get(clientId);
    }

    private void write(String clientId, ClientKey key) {
        try {
            Files.createDirectories(directory.getParent());
            if (!Files.exists(directory)) {
                Files.createDirectory(directory, OWNER_ONLY_FOLDER);
            }
            Path file = Files.createFile(file(clientId), OWNER_ONLY_FILE);
            Files.writeString(file, key.jwk().toJSONString());
        } catch (IOException e) {
            throw new SandboxFailure("The keys cannot be written to " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Where a client's private key is kept. */
    public Path file(String clientId) {
        return directory.resolve(clientId + ".jwk.json");
    }
}
