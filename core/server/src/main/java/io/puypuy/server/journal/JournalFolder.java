package io.puypuy.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a journal: {@code NUMBER.journal} in use, {@code spare-NUMBER} to be written anew, which spares the time to
 * make one, and {@code damaged/}. Used by the thread that appends.
 */
final class JournalFolder {
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})\\.journal");
    private static final String SPARE = "spare-";
    private static final Pattern SPARE_NAME = Pattern.compile(SPARE + "(\\d{1,18})");
    private static final int MAX_SPARE = 2;
    private static final int ZEROS = 1 << 20;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final int segmentBytes;
    private final List<Path> spares = new ArrayList<>();
    private long highest;

    JournalFolder(Path folder, int segmentBytes) throws IOException {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        Files.createDirectories(folder, FOLDER_MODE);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, SPARE + "*")) {
            for (Path spare : left) {
                highest = Math.max(highest, number(SPARE_NAME, spare).orElse(0));
                if (spares.size() < MAX_SPARE && Files.size(spare) == segmentBytes) {
                    spares.add(spare);
                } else {
                    Files.delete(spare);
                }
            }
        }
    }

    private static OptionalLong number(Pattern form, Path file) {
        Matcher name = form.matcher(file.getFileName().toString());
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }

    /** No frame in any file, spare ones too, belongs to a segment with a higher number. */
    long highest() {
        return highest;
    }

    Path path(long number) {
        return folder.resolve(number + ".journal");
    }

    /** Numbers of the segments that are there; none is known to be damaged. */
    NavigableMap<Long, Boolean> segments() throws IOException {
        NavigableMap<Long, Boolean> numbers = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                number(NAME, file).ifPresent(number -> numbers.put(number, false));
            }
        }
        if (!numbers.isEmpty()) {
            highest = Math.max(highest, numbers.lastKey());
        }
        return numbers;
    }

    /** A segment with all its bytes on the disk, so that none of its writes can lack room. */
    FileChannel make(long number) throws IOException {
        Path path = path(number);
        if (spares.isEmpty()) {
            allocate(path);
        } else {
            Files.move(spares.remove(spares.size() - 1), path, StandardCopyOption.ATOMIC_MOVE);
        }
        syncFolder();
        return FileChannel.open(path, StandardOpenOption.WRITE);
    }

    private void allocate(Path path) throws IOException {
        Path partial = folder.resolve("new");
        Files.deleteIfExists(partial);
        try (FileChannel file = FileChannel.open(
                partial,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER))) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(ZEROS, segmentBytes));
            for (long at = 0; at < segmentBytes; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), segmentBytes - at));
                at += file.write(zeros, at);
            }
            file.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
        Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private void syncFolder() throws IOException {
        try (FileChannel itself = FileChannel.open(folder)) {
            itself.force(true);
        }
    }

    /** A segment that nobody needs any more. */
    void release(long number) throws IOException {
        Path path = path(number);
        if (spares.size() < MAX_SPARE && Files.size(path) == segmentBytes) {
            Path spare = folder.resolve(SPARE + number);
            Files.move(path, spare, StandardCopyOption.ATOMIC_MOVE);
            spares.add(spare);
        } else {
            Files.delete(path);
        }
    }

    /** Keeps a segment whose content could be read in part only; where it is now. */
    Path setAside(long number) throws IOException {
        Path damaged = Files.createDirectories(folder.resolve("damaged"), FOLDER_MODE);
        Path kept = damaged.resolve(path(number).getFileName());
        return Files.move(path(number), kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Bytes of the segments that are there, without spare ones. */
    long bytes(int segments) {
        return (long) segments * segmentBytes;
    }

    /** Looks at all frames of a segment. */
    ByteBuffer read(long number) throws IOException {
        try (FileChannel file = FileChannel.open(path(number), StandardOpenOption.READ)) {
            return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
        }
    }
}
