package io.puypuy.engine.spool;

import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.engine.settings.DurationText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
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
    /** Nobody but us writes there, but somebody might. */
    private static final int MOST_READ_BYTES = 32 << 20;

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
        try {
            write(points, this::deleteOldest);
            if (fails.lasts()) {
                LOG.info("{}: can be written again after {}", folder, DurationText.shortly(fails.end(clock.millis())));
            }
        } catch (IOException e) {
            if (fails.add(1, clock.millis())) {
                LOG.error("cannot write to {}; refused points are counted but not kept", folder, e);
            }
        }
    }

    /** Makes room for so many bytes more. */
    private interface Room {
        void make(int bytes) throws IOException;
    }

    private void write(List<RejectedPoint> points, Room room) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (RejectedPoint point : points) {
            RejectedLine.append(point, lines);
            if (lines.size() > maxBytes / FILES_OF_FULL_BOUND) {
                append(lines.toByteArray(), room);
                lines.reset();
            }
        }
        if (lines.size() > 0) {
            append(lines.toByteArray(), room);
        }
    }

    private void append(byte[] bytes, Room room) throws IOException {
        list();
        long begun = fileFor(bytes.length);
        room.make(bytes.length);
        boolean isNew = !sizes.containsKey(begun);
        Path file = path(begun);
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

    /**
     * Hands the points that can be sent to the queue, as far as it takes them; the others stay. Points may be both, but
     * not lost, if the process ends meanwhile.
     *
     * @param upToMillis only of what was refused until then
     * @param queue takes points on disk or refuses them
     * @throws IOException if nothing was done
     */
    SpoolOrder.Answer putBack(long upToMillis, Predicate<EncodedPoints> queue) throws IOException {
        return take(upToMillis, Set.of(RejectedPoint.Form.ENCODED), points -> queue(points, queue));
    }

    /**
     * Forgets what was refused until then.
     *
     * @throws IOException if nothing was done
     */
    SpoolOrder.Answer drop(long upToMillis) throws IOException {
        return take(upToMillis, Set.of(RejectedPoint.Form.values()), List::size);
    }

    /**
     * Takes points out of the files.
     *
     * @param taker says how many of the points, from the first one on, it has taken
     */
    private SpoolOrder.Answer take(
            long upToMillis, Set<RejectedPoint.Form> forms, ToIntFunction<List<RejectedPoint>> taker)
            throws IOException {
        long taken = 0;
        long left = 0;
        list();
        // What stays, and what is refused from now on, is not to be in one of these files.
        fresh = true;
        for (long begun : List.copyOf(sizes.headMap(upToMillis, true).keySet())) {
            List<RejectedPoint> meant = new ArrayList<>();
            List<RejectedPoint> staying = new ArrayList<>();
            try {
                for (RejectedPoint point : read(path(begun), files)) {
                    boolean old = point.millis() <= upToMillis;
                    (old && forms.contains(point.form()) ? meant : staying).add(point);
                    left += old ? 1 : 0;
                }
                int count = taker.applyAsInt(meant);
                taken += count;
                left -= count;
                staying.addAll(meant.subList(count, meant.size()));
                if (count > 0) {
                    // What stays is on disk twice for a moment, so that it is not lost. In the end there is less than
                    // before: nothing has to go for it.
                    write(staying, bytes -> {});
                    delete(begun);
                }
            } catch (IOException e) {
                LOG.warn("{}: cannot be read or replaced; its points may be sent more than once", path(begun), e);
            }
        }
        return new SpoolOrder.Answer(taken, left);
    }

    /** Hands out points in batches; how many were taken. */
    private static int queue(List<RejectedPoint> points, Predicate<EncodedPoints> queue) {
        int from = 0;
        while (from < points.size()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int[] ends = new int[points.size() - from];
            int count = 0;
            while (count < ends.length
                    && (count == 0 || bytes.size() + points.get(from + count).bytes().length <= Spool.MAX_BODY_BYTES)) {
                bytes.writeBytes(points.get(from + count).bytes());
                ends[count++] = bytes.size();
            }
            if (!queue.test(EncodedPoints.of(bytes.toByteArray(), Arrays.copyOf(ends, count)))) {
                return from;
            }
            from += count;
        }
        return from;
    }

    private Path path(long begun) {
        return folder.resolve(begun + SUFFIX);
    }

    private void delete(long begun) throws IOException {
        files.delete(path(begun));
        sizes.remove(begun);
    }

    /** The points in a file; none if it is not there any more. */
    static List<RejectedPoint> read(Path file, SpoolFiles files) throws IOException {
        String text;
        try {
            text = new String(files.read(file, MOST_READ_BYTES), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        List<RejectedPoint> points = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            @Nullable RejectedPoint point = RejectedLine.parse(text.substring(from, end));
            if (point != null) {
                points.add(point);
            }
            from = end + 1;
        }
        return points;
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
            delete(oldest.getKey());
            total -= oldest.getValue();
        }
    }
}
