package io.puypuy.engine.spool;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What happens at random to the disk of a spool, not by the spool itself. */
final class DiskMishaps {
    private final Path folder;
    private final MemoryFiles disk;
    private final Random random;

    DiskMishaps(Path folder, MemoryFiles disk, Random random) {
        this.folder = folder;
        this.disk = disk;
        this.random = random;
    }

    /** Bits flip, files become shorter or longer or empty; the name of the file, if there is one. */
    Optional<SpoolName> damage() {
        List<Path> files = disk.paths();
        files.removeIf(file -> !folder.equals(file.getParent()) || nameOf(file) == null);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] content = disk.content(file);
        int length = content.length;
        if (length > 0 && random.nextBoolean()) {
            content[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
        } else {
            length = random.nextInt(length + 10);
        }
        disk.replace(file, Arrays.copyOf(content, length));
        return Optional.ofNullable(nameOf(file));
    }

    void failFromNowOn() {
        double share = random.nextInt(3) == 0 ? 0.3 * random.nextDouble() : 0;
        if (share == 0 || random.nextBoolean()) {
            disk.faultRate(share);
        } else {
            MemoryFiles.Operation[] all = MemoryFiles.Operation.values();
            disk.faultRate(all[random.nextInt(all.length)], random.nextInt(4) == 0 ? 1 : share);
        }
    }

    /** Of an earlier life, or of somebody else. */
    void leaveSomethingBehind(long now) {
        String file = now + (random.nextBoolean() ? "-000000-1-30.batch.tmp" : "-notes.txt");
        disk.replace(folder.resolve(file), new byte[random.nextInt(40)]);
    }

    static @Nullable SpoolName nameOf(Path file) {
        return SpoolName.parse(String.valueOf(file.getFileName()));
    }
}
