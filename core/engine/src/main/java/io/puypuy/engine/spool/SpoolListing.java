package io.puypuy.engine.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies in one backend's spool folder at a moment, read without changing anything, whether the daemon runs or not.
 *
 * @param name of the folder, {@code <name>-<type>}
 * @param batches files that wait
 * @param points in them
 * @param bytes of them
 * @param oldestMillis when the oldest batch was put; milliseconds since 1970, 0 if none waits
 * @param damagedFiles files that were set aside
 * @param rejected the newest rejected points, oldest first
 */
public record SpoolListing(
        String name,
        long batches,
        long points,
        long bytes,
        long oldestMillis,
        long damagedFiles,
        List<RejectedPoint> rejected) {
    private static final int MOST_REJECTED_BYTES = 32 << 20;

    public SpoolListing {
        rejected = List.copyOf(rejected);
    }

    /**
     * All backends' spools below {@code var/spool}, by name; none if there is no such folder.
     *
     * @param mostRejected rejected points to read for each
     */
    public static List<SpoolListing> readAll(Path spools, int mostRejected) throws IOException {
        List<String> names = new ArrayList<>(names(spools, SpoolFiles.disk()));
        names.sort(null);
        List<SpoolListing> result = new ArrayList<>();
        for (String name : names) {
            result.add(read(spools.resolve(name), mostRejected));
        }
        return result;
    }

    /** One backend's spool; empty if there is no such folder. */
    public static SpoolListing read(Path folder, int mostRejected) throws IOException {
        SpoolFiles files = SpoolFiles.disk();
        long batches = 0;
        long points = 0;
        long bytes = 0;
        long oldest = 0;
        for (String file : names(folder, files)) {
            SpoolName name = SpoolName.parse(file);
            if (name != null) {
                oldest = batches == 0 ? name.millis() : Math.min(oldest, name.millis());
                batches++;
                points += name.points();
                bytes += name.bytes();
            }
        }
        return new SpoolListing(
                String.valueOf(folder.getFileName()),
                batches,
                points,
                bytes,
                oldest,
                names(folder.resolve(SpoolFolder.DAMAGED), files).size(),
                rejected(folder.resolve(SpoolFolder.REJECTED), files, mostRejected));
    }

    private static List<String> names(Path folder, SpoolFiles files) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            files.list(folder, names::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return names;
    }

    private static List<RejectedPoint> rejected(Path folder, SpoolFiles files, int most) throws IOException {
        List<Long> begun = new ArrayList<>();
        for (String name : names(folder, files)) {
            long millis = RejectedFiles.millis(name);
            if (millis >= 0) {
                begun.add(millis);
            }
        }
        begun.sort(null);
        ArrayDeque<RejectedPoint> newest = new ArrayDeque<>();
        // Newest file first, so that no more is read than is asked for.
        for (int i = begun.size() - 1; i >= 0 && newest.size() < most; i--) {
            List<RejectedPoint> points = points(folder.resolve(begun.get(i) + RejectedFiles.SUFFIX), files);
            for (int j = points.size() - 1; j >= 0 && newest.size() < most; j--) {
                newest.addFirst(points.get(j));
            }
        }
        return new ArrayList<>(newest);
    }

    private static List<RejectedPoint> points(Path file, SpoolFiles files) throws IOException {
        String text;
        try {
            text = new String(files.read(file, MOST_REJECTED_BYTES), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            // The daemon deleted it just now.
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
}
