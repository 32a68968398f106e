package io.puypuy.engine.spool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** All that a spool does to a disk, so that tests can have a disk that fails. */
public interface SpoolFiles {
    /** The file system of this machine. */
    static SpoolFiles disk() {
        return new DiskFiles();
    }

    /** Makes the folder and those above it, for this user only, if they are not there. */
    void createFolder(Path folder) throws IOException;

    /** Names all that is in the folder, in any order. */
    void list(Path folder, Consumer<String> names) throws IOException;

    /** Bytes in the file. */
    long size(Path file) throws IOException;

    /**
     * Reads at most so many bytes from the beginning.
     *
     * @throws NoSuchFileException if there is no such file
     */
    byte[] read(Path file, int most) throws IOException;

    /** Writes a file anew with the first {@code length} bytes; when it returns they are on the disk. */
    void write(Path file, byte[] bytes, int length) throws IOException;

    /** Adds to the end of a file, which is made if it is not there; when it returns the bytes are on the disk. */
    void append(Path file, byte[] bytes) throws IOException;

    /** Gives a file another name in one step; what had that name is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** When it returns, the names in the folder are on the disk. */
    void syncFolder(Path folder) throws IOException;

    /** Deletes a file; one that is not there is as good as deleted. */
    void delete(Path file) throws IOException;
}
