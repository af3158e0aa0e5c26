package dev.smartfhir.sandbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip or JAR file unpacked into a directory, again only when the file's content has changed. */
public final class UnpackedArchive {

    private static final String MARK = ".unpacked";

    private UnpackedArchive() {
    }

    /**
     * Unpacks the archive, unless this very content lies in the directory already.
     *
     * @param skip how many leading folders of each entry's name are left out
     * @return the directory
     */
    public static synchronized Path unpack(Path archive, Path directory, int skip) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            String content = archive.getFileName() + " " + Long.toHexString(fingerprint(zip));
            Path mark = directory.resolve(MARK);
            if (!Files.exists(mark) || !Files.readString(mark).equals(content)) {
                FileTree.delete(directory);
                Files.createDirectories(directory);
                extract(zip, directory, skip);
                Files.writeString(mark, content);
            }
        }
        return directory;
    }

    private static void extract(ZipFile zip, Path directory, int skip) throws IOException {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
            ZipEntry entry = all.nextElement();
            Path inside = Path.of(entry.getName());
            if (entry.isDirectory() || inside.getNameCount() <= skip) {
                continue;
            }
            Path target = directory.resolve(inside.subpath(skip, inside.getNameCount())).normalize();
            if (!target.startsWith(directory)) {
                throw new IOException("Entry outside of the archive's folder: " + entry.getName());
            }
            Files.createDirectories(target.getParent());
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, target);
            }
        }
    }

    /** From the names and checksums in the archive's directory, because builds give every archive the same time. */
    private static long fingerprint(ZipFile zip) {
        return zip.stream().mapToLong(entry -> 31L * entry.getName().hashCode() + entry.getCrc())
                .reduce(1, (left, right) -> 1_000_003L * left + right);
    }
}
