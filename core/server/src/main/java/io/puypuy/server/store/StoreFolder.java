package io.puypuy.server.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of a store, locked while it is open: {@code lock}, {@code catalogue.jsonl}, {@code newest} (times of
 * datapoints), {@code native/} (libraries), {@code db/} (QuestDB), {@code sorted/} (days of samples once more).
 */
final class StoreFolder implements Closeable {
    private final Path path;
    private final FileChannel lock;

    private StoreFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws IOException if the folder cannot be made or written, or another process has it; the message is a sentence */
    static StoreFolder open(Path folder) throws IOException {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new IOException("the folder of the store cannot be made: " + e, e);
        }
        FileChannel lock;
        try {
            lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("the folder of the store, " + path + ", cannot be written: " + e, e);
        }
        try {
            if (lock.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException("the store in " + path + " is in use by another process", e);
        }
        StoreFolder opened = new StoreFolder(path, lock);
        try {
            opened.prepare();
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void prepare() throws IOException {
        if (Files.exists(database()) && !Files.exists(catalogue())) {
            throw new IOException(catalogue()
                    + " is missing, without which the points cannot be read; bring it back or move the folder away");
        }
        try {
            Files.createDirectories(
                    database(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new IOException("the folder of the store's tables cannot be made: " + e, e);
        }
    }

    Path path() {
        return path;
    }

    Path catalogue() {
        return path.resolve("catalogue.jsonl");
    }

    Path newest() {
        return path.resolve("newest");
    }

    Path sorted() {
        return path.resolve("sorted");
    }

    Path database() {
        return path.resolve("db");
    }

    /** Bytes of the days: dropping some makes it less. The catalogue is not among them, of which that takes nothing. */
    long size() throws IOException {
        return size(database()) + (Files.exists(sorted()) ? size(sorted()) : 0);
    }

    private static long size(Path folder) throws IOException {
        long[] bytes = {0};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // QuestDB removes files at any time.
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return bytes[0];
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
