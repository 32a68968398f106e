package io.puypuy.pattoo.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents that pattoo's own agent of this id could not post before this one took its place, in files {@code
 * <ms>_<agent_id>.json} ("pattoo, the agent side", chapter 9). They go into the spool, each once, oldest first; what is no
 * document is set aside. Used by the thread that polls.
 */
final class OldCache {
    static final String SUFFIX = ".json";
    static final String ASIDE = "unusable";
    /** So many a call, so that a folder of a million names needs no memory for them. */
    static final int MOST_FILES = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(OldCache.class);
    /** pattoo writes its files in place: a younger one may not be whole. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final CacheFolder folder;
    private final Sink sink;
    private final InstantSource clock;
    private final long mostDocumentBytes;
    private int takenOver;
    /** Files that could not be read the last time, which is said once. */
    private Set<Path> unreadable = Set.of();

    /** Where the documents go. */
    interface Sink {
        void post(byte[] document) throws InterruptedException;

        /**
         * Whether all that was posted is on disk, or with the server.
         *
         * @param deadlineNanos is waited for that, as {@link System#nanoTime}
         */
        boolean isSafe(long deadlineNanos) throws InterruptedException;
    }

    /** @param mostDocumentBytes a larger document is set aside */
    OldCache(CacheFolder folder, Sink sink, InstantSource clock, long mostDocumentBytes) {
        this.mostDocumentBytes = mostDocumentBytes;
        this.folder = folder;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Takes over the oldest of them, at most {@link #MOST_FILES}; how many that were.
     *
     * @param mostBytes of documents; what is more stays in its file
     * @param deadlineNanos when they are to be safe, as {@link System#nanoTime}; those for which there is no time stay
     */
    int takeOver(long mostBytes, long deadlineNanos) throws InterruptedException {
        long now = System.nanoTime();
        long readUntil = now + (deadlineNanos - now) / 2;
        int number = 0;
        List<Path> posted = new ArrayList<>();
        long taken = 0;
        long unsafe = 0;
        Set<Path> failing = new HashSet<>();
        try {
            for (Path file : oldest()) {
                Optional<byte[]> document = read(file, failing);
                if (document.isEmpty()) {
                    continue;
                }
                int length = document.get().length;
                if (taken + length > mostBytes || System.nanoTime() - readUntil > 0) {
                    break;
                }
                sink.post(document.get());
                posted.add(file);
                taken += length;
                unsafe += length;
                if (unsafe >= Outbox.MOST_DOCUMENT_BYTES) {
                    number += delete(posted, deadlineNanos);
                    unsafe = 0;
                }
            }
            number += delete(posted, deadlineNanos);
        } catch (IOException e) {
            LOG.warn("{}: what pattoo's agent left there cannot be taken over", folder.path(), e);
        }
        unreadable = failing;
        if (number > 0 && takenOver == 0) {
            LOG.info("{}: documents that an earlier agent left there are posted now", folder.path());
        }
        takenOver += number;
        return number;
    }

    private List<Path> oldest() throws IOException {
        // The youngest of the oldest on top.
        PriorityQueue<OldFile> found = new PriorityQueue<>((one, other) -> other.compareTo(one));
        Instant latest = clock.instant().minus(SETTLED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.path(), "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.contains(folder.agentId()) && isSettled(file, latest)) {
                    found.add(new OldFile(file, name));
                    if (found.size() > MOST_FILES) {
                        found.remove();
                    }
                }
            }
        } catch (NoSuchFileException never) {
            return List.of();
        }
        List<OldFile> sorted = new ArrayList<>(found);
        sorted.sort(null);
        return sorted.stream().map(OldFile::path).toList();
    }

    private static boolean isSettled(Path file, Instant latest) {
        try {
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            return about.isRegularFile()
                    && !about.lastModifiedTime().toInstant().isAfter(latest);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Sorts by the time in the name, whatever the number of its digits. */
    private record OldFile(Path path, String name) implements Comparable<OldFile> {
        @Override
        public int compareTo(OldFile other) {
            int digits = Integer.compare(digits(name), digits(other.name));
            return digits != 0 ? digits : name.compareTo(other.name);
        }

        private static int digits(String name) {
            int count = 0;
            while (count < name.length() && Character.isDigit(name.charAt(count))) {
                count++;
            }
            return count;
        }
    }

    /** The document in a file; empty if there is none. A file that cannot be read stays, and keeps no other from its turn. */
    private Optional<byte[]> read(Path file, Set<Path> failing) {
        try {
            return read(file);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            failing.add(file);
            if (!unreadable.contains(file)) {
                LOG.warn("{} cannot be taken over, and stays", file, e);
            }
            return Optional.empty();
        }
    }

    private Optional<byte[]> read(Path file) throws IOException {
        if (Files.size(file) > mostDocumentBytes) {
            setAside(file, "it is larger than " + mostDocumentBytes + " bytes");
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        Optional<String> fault = DocumentCheck.fault(bytes);
        if (fault.isPresent()) {
            setAside(file, fault.get());
            return Optional.empty();
        }
        return Optional.of(bytes);
    }

    private void setAside(Path file, String reason) throws IOException {
        String name = String.valueOf(file.getFileName());
        Path aside = folder.make(ASIDE).resolve(name);
        for (int i = 1; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
            aside = aside.resolveSibling(name + "." + i);
        }
        Files.move(file, aside);
        LOG.warn("{} is moved to {} and not posted: {}", file, aside, reason);
    }

    /** Only what a crash cannot lose any more is deleted. */
    private int delete(List<Path> posted, long deadlineNanos) throws IOException, InterruptedException {
        if (posted.isEmpty()) {
            return 0;
        }
        if (!sink.isSafe(deadlineNanos)) {
            throw new IOException("the spool is not on disk; they stay, and may be posted twice");
        }
        for (Path file : posted) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} cannot be deleted and is posted again", file, e);
            }
        }
        int number = posted.size();
        posted.clear();
        return number;
    }
}
