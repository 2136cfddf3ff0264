package io.github.camelenkash.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Tells a file from what has taken its name since.
 *
 * @param key the file system's own name of the file, or null where it has none
 */
record FileVersion(long size, FileTime modified, Object key) {

    static FileVersion of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileVersion(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }

    /** Whether this version lies there. */
    boolean isAt(Path file) {
        try {
            return equals(of(file));
        } catch (IOException e) {
            return false;
        }
    }
}
