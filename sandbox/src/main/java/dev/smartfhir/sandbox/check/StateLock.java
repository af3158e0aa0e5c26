package dev.smartfhir.sandbox.check;

import dev.smartfhir.sandbox.SandboxFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Only one sandbox at a time uses a state directory; the lock ends with the process, or when it is forgotten. */
public final class StateLock implements AutoCloseable {

    private final FileLock lock;

    private StateLock(FileLock lock) {
        this.lock = lock;
    }

    /** @throws SandboxFailure if another sandbox has the directory */
    public static StateLock take(Path state) {
        try {
            Files.createDirectories(state.getParent());
            FileChannel channel = FileChannel.open(
                    state.resolveSibling(state.getFileName() + ".lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new SandboxFailure("Another sandbox is running with the state directory " + state
                        + "; end it first, or choose another directory with SANDBOX_STATE.");
            }
            return new StateLock(lock);
        } catch (IOException e) {
            throw new SandboxFailure("The state directory " + state + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }
}
