package io.puypuy.engine.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The points that a receiver refused, in text files that grow at the end; the oldest file goes when there are too many
 * bytes or files. Each life begins a new file, because a crash may have torn the end of the last one. Used by the
 * spool's owner.
 */
final class RejectedFiles {
    static final String SUFFIX = ".txt";
    private static final Logger LOG = LoggerFactory.getLogger(RejectedFiles.class);
    private static final int MOST_FILES = 50;
    private static final int FILES_OF_FULL_BOUND = 4;

    private final Path folder;
    private final long maxBytes;
    private final SpoolFiles files;
    private final InstantSource clock;
    private final TreeMap<Long, Long> sizes = new TreeMap<>();
    private final Outage fails = new Outage();
    private boolean listed;
    private boolean fresh = true;

    RejectedFiles(Path folder, long maxBytes, SpoolFiles files, InstantSource clock) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.files = files;
        this.clock = clock;
    }

    /** Appends the points and waits for the disk. A disk that fails costs the words, not the count. */
    void add(List<RejectedPoint> points) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (RejectedPoint point : points) {
            RejectedLine.append(point, lines);
            if (lines.size() > maxBytes / FILES_OF_FULL_BOUND) {
                append(lines);
            }
        }
        append(lines);
    }

    private void append(ByteArrayOutputStream lines) {
        if (lines.size() == 0) {
            return;
        }
        byte[] bytes = lines.toByteArray();
        lines.reset();
        try {
            append(bytes);
            if (fails.lasts()) {
                LOG.info("{}: can be written again after {}", folder, fails.end(clock.millis()));
            }
        } catch (IOException e) {
            if (fails.add(1, clock.millis())) {
                LOG.error("cannot write to {}; refused points are counted but not kept", folder, e);
            }
        }
    }

    private void append(byte[] bytes) throws IOException {
        list();
        long begun = fileFor(bytes.length);
        deleteOldest(bytes.length);
        boolean isNew = !sizes.containsKey(begun);
        Path file = folder.resolve(begun + SUFFIX);
        // If it fails half-way the file has a torn end that nothing may follow, and a size that nobody knows.
        fresh = true;
        listed = false;
        try {
            files.append(file, bytes);
        } catch (IOException e) {
            if (isNew) {
                // Else many failures would push out what is kept, because there are too many files.
                files.delete(file);
            }
            throw e;
        }
        if (isNew) {
            files.syncFolder(folder);
        }
        sizes.merge(begun, (long) bytes.length, Long::sum);
        fresh = false;
        listed = true;
    }

    private void list() throws IOException {
        if (listed) {
            return;
        }
        sizes.clear();
        files.createFolder(folder);
        List<String> names = new ArrayList<>();
        files.list(folder, names::add);
        for (String name : names) {
            long millis = millis(name);
            if (millis >= 0) {
                sizes.put(millis, files.size(folder.resolve(name)));
            }
        }
        listed = true;
    }

    /** When the file of this name was begun; -1 if it is not one of ours. */
    static long millis(String name) {
        if (!name.endsWith(SUFFIX)) {
            return -1;
        }
        try {
            return Long.parseLong(name, 0, name.length() - SUFFIX.length(), 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private long fileFor(int more) {
        if (sizes.isEmpty()) {
            return clock.millis();
        }
        Map.Entry<Long, Long> newest = sizes.lastEntry();
        if (!fresh && newest.getValue() + more <= maxBytes / FILES_OF_FULL_BOUND) {
            return newest.getKey();
        }
        // Also right if the clock went back.
        return Math.max(clock.millis(), newest.getKey() + 1);
    }

    private void deleteOldest(long more) throws IOException {
        long total = more;
        for (long size : sizes.values()) {
            total += size;
        }
        while (!sizes.isEmpty() && (total > maxBytes || sizes.size() > MOST_FILES)) {
            Map.Entry<Long, Long> oldest = sizes.firstEntry();
            files.delete(folder.resolve(oldest.getKey() + SUFFIX));
            sizes.remove(oldest.getKey());
            total -= oldest.getValue();
        }
    }
}
