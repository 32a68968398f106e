package io.puypuy.check.disks;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import io.puypuy.api.read.Programs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Inodes of one file system. Java has no way to ask for them, so they come from the program stat of coreutils, for all
 * file systems at once.
 */
record Inodes(long total, long free) {
    private static final List<String> COMMAND = List.of("stat", "-f", "-c", "%c %d %n");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 1 << 20;

    long used() {
        return total - free;
    }

    /** By mount point; without those that have no inodes to count, and those that stat could not read. */
    static Map<String, Inodes> read(List<String> mountPoints, Programs programs)
            throws IOException, CheckException, InterruptedException {
        List<String> command = new ArrayList<>(COMMAND);
        for (String mountPoint : mountPoints) {
            // A line break would make two lines of one.
            if (mountPoint.indexOf('\n') < 0) {
                command.add(mountPoint);
            }
        }
        if (command.size() == COMMAND.size()) {
            return Map.of();
        }
        Programs.Output output = programs.run(command, TIMEOUT, MAX_BYTES);
        Map<String, Inodes> inodes = parse(output.out());
        if (output.exitCode() != 0 && output.out().isEmpty()) {
            throw new CheckException("stat: " + CheckException.quoted(output.err()));
        }
        return inodes;
    }

    /** Lines {@code total free mountpoint}. */
    static Map<String, Inodes> parse(String text) throws CheckException {
        Map<String, Inodes> inodes = new HashMap<>();
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            Inodes one = new Inodes(words.count(), words.count());
            String mountPoint = words.rest();
            if (one.total > 0 && one.free <= one.total) {
                inodes.put(mountPoint, one);
            }
        }
        return inodes;
    }
}
