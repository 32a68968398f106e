package io.puypuy.app.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a daemon runs: it holds a lock on a file, which the kernel takes back when the process ends in whatever way. A
 * process id in a file may be left over or belong to another program by now; a lock may not.
 *
 * <p>Two bytes of the file are locked. Who holds the first is the daemon. The second is a gate for the moment in which
 * somebody looks or the daemon writes its process id: so a look never keeps a daemon from starting, and the id that is
 * read is always the holder's.
 *
 * <p>The process that holds the lock must not look for the holder: the kernel takes a lock back as soon as its process
 * closes the file anywhere.
 */
public final class DaemonLock implements AutoCloseable {
    // Far behind the text, because a lock says nothing about who may read.
    private static final long HOLDER = 1 << 20;
    private static final long GATE = HOLDER + 1;
    private static final int MAX_TEXT = 32;

    // Java closes a file that nothing refers to, which would give the lock back while its daemon runs.
    private static final Set<DaemonLock> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;

    private DaemonLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock until {@link #close} or the end of the process.
     *
     * @param file made if it is not there; its folder must be
     * @return empty if another process holds it
     */
    public static Optional<DaemonLock> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean taken = false;
        try {
            FileLock gate = channel.lock(GATE, 1, false);
            taken = channel.tryLock(HOLDER, 1, false) != null;
            if (taken) {
                channel.truncate(0);
                channel.write(
                        StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            }
            gate.release();
            if (!taken) {
                return Optional.empty();
            }
            DaemonLock held = new DaemonLock(channel);
            HELD.add(held);
            return Optional.of(held);
        } catch (OverlappingFileLockException ourselves) {
            return Optional.empty();
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /**
     * The process that holds the lock. One thread at a time, because Java throws where two threads of a process would
     * have to wait for each other's lock.
     *
     * @return empty if none does
     * @throws IOException if the file cannot be read and written, as it belongs to another user
     */
    public static synchronized OptionalLong holder(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            // Closing the file gives both back.
            channel.lock(GATE, 1, false);
            FileLock free = channel.tryLock(HOLDER, 1, false);
            return free == null ? OptionalLong.of(written(channel)) : OptionalLong.empty();
        } catch (NoSuchFileException neverStarted) {
            // A folder that we may not look into gives another exception.
            return OptionalLong.empty();
        }
    }

    private static long written(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_TEXT);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        try {
            return Long.parseLong(pid);
        } catch (NumberFormatException damaged) {
            throw new IOException("the lock is held, but does not say by which process", damaged);
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        HELD.remove(this);
        channel.close();
    }
}
