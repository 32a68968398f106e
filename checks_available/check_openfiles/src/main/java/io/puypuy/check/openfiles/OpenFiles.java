package io.puypuy.check.openfiles;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the processes of one program have open. proc(5), "/proc/pid/fd", "/proc/pid/limits" and "/proc/pid/stat". */
final class OpenFiles {
    private static final String LIMIT = "Max open files";
    private static final int WORDS_OF_LIMIT = 3;
    private static final String NO_LIMIT = "unlimited";
    /** Stands behind the name of a process, which may have brackets and blanks itself. */
    private static final String ENDED = ") Z";

    private final KernelFiles files;
    private long processes;
    private long open;
    private long smallestLimit = Long.MAX_VALUE;
    private double percent = -1;

    OpenFiles(KernelFiles files) {
        this.files = files;
    }

    /**
     * Counts the files of processes; one that has ended is passed over.
     *
     * @throws IOException if those of a process may not be seen
     */
    void add(List<String> numbers) throws CheckException, IOException {
        for (String number : numbers) {
            Path process = files.proc().resolve(number);
            Optional<String> limits = files.readIfPresent(process.resolve("limits"));
            if (limits.isPresent()) {
                add(process, limit(limits.get()));
            }
        }
    }

    /** The files of a process; empty if it is gone or has ended. */
    private OptionalLong count(Path process) throws IOException {
        Path folder = process.resolve("fd");
        try {
            long count = files.list(folder).size();
            // A folder that is gone has no files either.
            boolean runs = count > 0 || (Files.isDirectory(folder) && !hasEnded(process));
            return runs ? OptionalLong.of(count) : OptionalLong.empty();
        } catch (IOException e) {
            if (hasEnded(process)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    // Until its parent asks how it ended, a process is listed: without files, in a folder that only root may list.
    private boolean hasEnded(Path process) throws IOException {
        String stat = files.readIfPresent(process.resolve("stat")).orElse("");
        return stat.startsWith(ENDED, stat.lastIndexOf(')'));
    }

    private void add(Path process, OptionalLong limit) throws IOException {
        OptionalLong counted = count(process);
        if (counted.isEmpty()) {
            return;
        }
        long count = counted.getAsLong();
        processes++;
        open += count;
        if (limit.isPresent()) {
            smallestLimit = Math.min(smallestLimit, limit.getAsLong());
            percent = Math.max(percent, limit.getAsLong() == 0 ? 100 : 100.0 * count / limit.getAsLong());
        }
    }

    private static OptionalLong limit(String limits) throws CheckException {
        LineWords words = new LineWords(limits);
        while (words.nextLine()) {
            if (words.lineStartsWith(LIMIT)) {
                words.skip(WORDS_OF_LIMIT);
                if (words.rest().startsWith(NO_LIMIT)) {
                    return OptionalLong.empty();
                }
                return OptionalLong.of(words.count());
            }
        }
        throw CheckException.unexpectedReply("a line \"" + LIMIT + "\" among the limits of a process", limits);
    }

    void report(Watched watched, CheckRun run) {
        run.add(watched.processes(), processes);
        if (processes == 0) {
            return;
        }
        run.add(watched.open(), open);
        if (percent >= 0) {
            run.add(watched.limit(), smallestLimit);
            run.add(watched.percent(), percent);
        }
    }
}
