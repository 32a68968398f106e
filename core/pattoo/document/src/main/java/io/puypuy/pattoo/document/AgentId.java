package io.puypuy.pattoo.document;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The id of an agent, kept in {@code <daemon_directory>/agent_id/<program>.agent_id}, where pattoo's own agents keep it
 * ("pattoo Agents", chapter 7): what an agent finds there, it uses. All checksums depend on it, so it must never change.
 *
 * <p>Unlike pattoo, which leaves it writable for everybody, the file belongs to its owner alone, and of two programs that
 * make it at the same time both get the id of the first.
 */
public final class AgentId {
    private static final int ID_BYTES = 32;
    private static final int MOST_BYTES = 1_024;
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{64}");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final SecureRandom RANDOM = new SecureRandom();

    private AgentId() {}

    /** Whether an agent can have this name: letters, digits, {@code _ . -}, and no folder. */
    public static boolean isProgram(String program) {
        return PROGRAM.matcher(program).matches() && !program.startsWith(".");
    }

    /**
     * The id of the program on this machine: the one in the file, or a new one that is in the file and on the disk
     * when this returns.
     *
     * @throws IOException one sentence that names the file, if it cannot be read or made, or holds no id
     */
    public static String of(Path daemonDirectory, String program) throws IOException {
        return of(daemonDirectory, program, Files::createLink);
    }

    /** Gives a file a second name. */
    @FunctionalInterface
    interface Link {
        void create(Path link, Path existing) throws IOException;
    }

    static String of(Path daemonDirectory, String program, Link link) throws IOException {
        if (!isProgram(program)) {
            throw new IOException("no agent is called " + program + ": letters, digits, _ . - make a name");
        }
        Path folder = daemonDirectory.resolve("agent_id");
        Path file = folder.resolve(program + ".agent_id");
        try {
            if (!Files.exists(file)) {
                make(folder, file, link);
            }
            return read(file);
        } catch (IOException e) {
            throw new IOException("the agent id in " + file + " cannot be kept: " + e.getMessage(), e);
        }
    }

    private static String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        String line = text.lines().findFirst().orElse("").strip();
        if (!ID.matcher(line).matches()) {
            throw new IOException("its first line is not 64 hexadecimal digits; put the id there, or delete the file,"
                    + " which makes another agent of this one");
        }
        return line;
    }

    private static void make(Path folder, Path file, Link link) throws IOException {
        Files.createDirectories(folder, OWNERS_FOLDER);
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        Path whole = Files.createTempFile(folder, file.getFileName().toString() + ".", ".new", OWNER_ONLY);
        try {
            write(whole, HexFormat.of().formatHex(random));
            name(whole, file, link);
        } catch (FileAlreadyExistsException other) {
            // Its id counts.
            return;
        } finally {
            Files.delete(whole);
        }
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        }
    }

    private static void name(Path whole, Path file, Link link) throws IOException {
        try {
            // Linking gives the whole file its name or fails; renaming would replace the other's.
            link.create(file, whole);
        } catch (FileAlreadyExistsException other) {
            throw other;
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            // Such as vfat; what else is wrong, copying meets too.
            copy(whole, file);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel out = FileChannel.open(file, WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static void copy(Path whole, Path file) throws IOException {
        try (FileChannel out = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), OWNER_ONLY)) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(whole));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }
}
