package io.puypuy.app.wizard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is replaced as a whole, after the old one was kept beside it. Owner and mode stay, but for one thing: what
 * holds a secret is nothing for all users of the machine.
 */
public final class ConfigFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);
    private static final int MOST_BACKUPS = 1000;

    private final Path path;
    private final String text;

    /**
     * Who may read the file.
     *
     * @param all whether the mode stays as it was; else only the owner and the group keep what they may
     * @param owner who becomes the owner where others lose what they could read, as the daemon would be among them
     */
    public record Readers(boolean all, Optional<UserPrincipal> owner) {
        public static final Readers ALL = new Readers(true, Optional.empty());
    }

    private ConfigFile(Path path, String text) {
        this.path = path;
        this.text = text;
    }

    /** Reads the file, which need not be there; a link is followed. */
    public static ConfigFile read(Path file) throws IOException {
        Path path = Files.exists(file) ? file.toRealPath() : file;
        try {
            return new ConfigFile(path, Files.exists(path) ? Files.readString(path, StandardCharsets.UTF_8) : "");
        } catch (CharacterCodingException otherText) {
            throw new IOException(path + " is not written in UTF-8; change it by hand", otherText);
        }
    }

    /** As it is on disk; empty if there is no file. */
    public String text() {
        return text;
    }

    /**
     * Keeps the old file under a name that was free, and puts the new text in its place.
     *
     * @return the old file's new name; empty if there was none
     */
    public Optional<Path> replace(String newText, Readers readers) throws IOException {
        Optional<Path> backup = Files.exists(path) ? Optional.of(backUp()) : Optional.empty();
        Path written = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(newText);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        PosixFileAttributeView view = view(written);
        if (backup.isPresent()) {
            PosixFileAttributes old = view(path).readAttributes();
            view.setOwner(old.owner());
            view.setGroup(old.group());
            view.setPermissions(old.permissions());
        } else {
            view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
        }
        if (!readers.all()) {
            hide(written, readers.owner());
            hide(backup.orElse(written), readers.owner());
        }
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return backup;
    }

    private static void hide(Path file, Optional<UserPrincipal> owner) throws IOException {
        PosixFileAttributeView view = view(file);
        Set<PosixFilePermission> mode = EnumSet.copyOf(view.readAttributes().permissions());
        if (mode.removeAll(OTHERS) && owner.isPresent()) {
            view.setOwner(owner.get());
        }
        view.setPermissions(mode);
    }

    private static PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class);
    }

    private Path backUp() throws IOException {
        for (int i = 1; i <= MOST_BACKUPS; i++) {
            Path backup = path.resolveSibling(path.getFileName() + (i == 1 ? ".bak" : ".bak." + i));
            try {
                return Files.copy(path, backup, StandardCopyOption.COPY_ATTRIBUTES);
            } catch (FileAlreadyExistsException taken) {
                // An older backup is somebody's way back: the next name.
            }
        }
        throw new IOException("there are " + MOST_BACKUPS + " backups of " + path + " already; remove some");
    }
}
