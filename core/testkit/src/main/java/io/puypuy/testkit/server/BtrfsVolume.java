package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Btrfs file system on image files in a temporary folder, mounted over loop devices. Needs root, the programs of btrfs-progs
 * and a kernel with Btrfs: without the last the test is skipped. Used by one thread; also closed when the tests' JVM ends.
 */
public final class BtrfsVolume implements AutoCloseable {
    private static final long IMAGE_BYTES = 128L << 20;
    private static final int BLOCK = 4096;
    private static final String MARK = "MARKMARKMARKMARK";
    private static final int FILE_BYTES = 1 << 20;

    private final Path folder;
    private final String uuid = UUID.randomUUID().toString();
    private final List<Path> images = new ArrayList<>();
    private final List<String> loops = new ArrayList<>();
    private final List<Path> mounts = new ArrayList<>();
    private final Thread closeAtExit = new Thread(this::close, "volume-end");

    private BtrfsVolume() throws IOException {
        folder = Files.createTempDirectory("btrfs-");
        Runtime.getRuntime().addShutdownHook(closeAtExit);
    }

    /**
     * Makes one and mounts it. With several devices everything is stored twice.
     *
     * @param devices 1 or 2
     */
    public static BtrfsVolume mount(int devices) {
        Requirement.program("mkfs.btrfs", "btrfs-progs");
        Requirement.program("losetup", "mount");
        try {
            BtrfsVolume volume = new BtrfsVolume();
            try {
                volume.make(devices);
            } catch (IOException e) {
                volume.close();
                // It is the machine's kernel or the user, no missing package: skipped even where CI=true.
                Assumptions.abort("this user or this kernel cannot mount Btrfs: " + e.getMessage());
            }
            return volume;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(int devices) throws IOException {
        List<String> command = new ArrayList<>(List.of("mkfs.btrfs", "-q", "-U", uuid));
        command.addAll(devices > 1 ? List.of("-d", "raid1", "-m", "raid1") : List.of("-d", "single", "-m", "dup"));
        for (int i = 0; i < devices; i++) {
            Path image = folder.resolve("image" + i);
            try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                file.setLength(IMAGE_BYTES);
            }
            images.add(image);
            command.add(image.toString());
        }
        run(command);
        attach(devices);
        mountAt("mnt", "");
    }

    private void attach(int devices) throws IOException {
        for (int i = 0; i < devices; i++) {
            loops.add(run(List.of("losetup", "-f", "--show", images.get(i).toString()))
                    .strip());
        }
    }

    private void mountAt(String name, String options) throws IOException {
        Path point = Files.createDirectories(folder.resolve(name));
        String all = "rw" + options + (loops.size() > 1 ? ",device=" + loops.get(1) : "");
        run(List.of("mount", "-t", "btrfs", "-o", all, loops.get(0), point.toString()));
        mounts.add(point);
    }

    public String uuid() {
        return uuid;
    }

    /** Names of the devices, such as {@code loop0}. */
    public List<String> devices() {
        return loops.stream().map(loop -> loop.substring("/dev/".length())).toList();
    }

    /** Mounts the same file system once more, elsewhere. */
    public void mountAgain() throws IOException {
        mountAt("mnt " + mounts.size(), "");
    }

    /** Writes a file of 1 MiB, and breaks that many blocks of it on the disk. */
    public void writeAndBreak(int blocks) throws IOException {
        Files.writeString(mounts.get(0).resolve("file"), MARK.repeat(FILE_BYTES / MARK.length()));
        unmount();
        int found = 0;
        byte[] mark = MARK.getBytes(US_ASCII);
        byte[] start = new byte[mark.length];
        try (RandomAccessFile image = new RandomAccessFile(images.get(0).toFile(), "rw")) {
            for (long at = 0; at < IMAGE_BYTES && found < blocks; at += BLOCK) {
                image.seek(at);
                image.readFully(start);
                if (Arrays.equals(start, mark)) {
                    image.seek(at + 100);
                    image.write("BROKEN".getBytes(US_ASCII));
                    found++;
                }
            }
        }
        if (found < blocks) {
            throw new IOException("only " + found + " blocks of the file are on the disk");
        }
        attach(1);
        mountAt("mnt", "");
    }

    /** Reads the file, which fails at its first broken block. */
    public void readBroken() {
        try {
            Files.readAllBytes(mounts.get(0).resolve("file"));
        } catch (IOException expected) {
            return;
        }
        throw new IllegalStateException("the file can be read, though it is broken");
    }

    /** Mounts the file system without its second device. */
    public void loseSecondDevice() throws IOException {
        unmount();
        attach(1);
        mountAt("mnt", ",degraded");
    }

    /** Sets the counters of errors to zero. */
    public void resetErrors() throws IOException {
        run(List.of("btrfs", "device", "stats", "-z", mounts.get(0).toString()));
    }

    /** What {@code btrfs device stats} prints. */
    public String errors() throws IOException {
        return run(List.of("btrfs", "device", "stats", mounts.get(0).toString()));
    }

    /** What {@code btrfs filesystem usage -b} prints. */
    public String usage() throws IOException {
        return run(List.of("btrfs", "filesystem", "usage", "-b", mounts.get(0).toString()));
    }

    private void unmount() throws IOException {
        while (!mounts.isEmpty()) {
            run(List.of("umount", mounts.get(mounts.size() - 1).toString()));
            mounts.remove(mounts.size() - 1);
        }
        while (!loops.isEmpty()) {
            run(List.of("losetup", "-d", loops.get(loops.size() - 1)));
            loops.remove(loops.size() - 1);
        }
    }

    private static String run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + printed.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return printed;
    }

    /** Unmounts it and removes its files. */
    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            unmount();
            for (Path image : images) {
                Files.deleteIfExists(image);
            }
            try (Stream<Path> rest = Files.list(folder)) {
                for (Path path : rest.toList()) {
                    Files.delete(path);
                }
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException ending) {
            // The JVM ends already: the hook finds nothing to do.
        }
    }
}
