package io.puypuy.pattoo.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent keeps what the server has not taken: {@code <cache_directory>/<agent_id>/}. One process at a time owns it,
 * by a lock on a file in it that goes with the process; others may only add documents in files of pattoo's old form, which
 * the owner takes over. Only the owner may read what others of this machine may not. Used by one thread.
 */
final class CacheFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    /** It becomes the name of a folder and a part of an address. */
    private static final Pattern AGENT_ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

    private static final FileAttribute<?> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OUR_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final String agentId;
    private final Path folder;
    private @Nullable FileChannel channel;

    /**
     * A folder that need not be there yet.
     *
     * @throws IllegalArgumentException if the agent id cannot be the name of a folder
     */
    CacheFolder(Path cacheDirectory, String agentId) {
        if (!AGENT_ID.matcher(agentId).matches()) {
            throw new IllegalArgumentException("an agent id that is no name of a folder: " + agentId);
        }
        this.agentId = agentId;
        this.folder = cacheDirectory.resolve(agentId);
    }

    Path path() {
        return folder;
    }

    String agentId() {
        return agentId;
    }

    /** A folder in it, which is made if it is not there. */
    Path make(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name), OURS);
    }

    /** Becomes the owner; false if another process, or another part of this one, is. */
    boolean own() throws IOException {
        Files.createDirectories(folder, OURS);
        FileChannel opened = FileChannel.open(
                folder.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OUR_FILE);
        try {
            FileLock lock = opened.tryLock();
            if (lock != null) {
                channel = opened;
                return true;
            }
        } catch (OverlappingFileLockException ofThisProcess) {
            opened.close();
            return false;
        }
        opened.close();
        return false;
    }

    /** Puts a document where the owner finds it. It is there as a whole, after a crash too, or not at all. */
    void handOver(byte[] document, long nowMillis) throws IOException {
        Files.createDirectories(folder, OURS);
        Path temporary = Files.createTempFile(folder, "document", ".tmp", OUR_FILE);
        try {
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(document);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            String unique = String.valueOf(temporary.getFileName()).replaceAll("\\D", "");
            Path file = folder.resolve(nowMillis + "_" + agentId + "_" + unique + OldCache.SUFFIX);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Gives it up; the file of the lock stays, lest somebody has just opened it. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
