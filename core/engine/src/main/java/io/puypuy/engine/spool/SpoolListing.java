package io.puypuy.engine.spool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What lies in one backend's spool folder at a moment, read without changing anything, whether the daemon runs or not.
 *
 * @param name of the folder, {@code <name>-<type>}
 * @param batches files that wait
 * @param points in them
 * @param bytes of them
 * @param oldestMillis when the oldest batch was put; milliseconds since 1970, 0 if none waits
 * @param newestMillis when the newest one was
 * @param damagedFiles files that were set aside
 * @param rejected the newest rejected points, oldest first
 */
public record SpoolListing(
        String name,
        long batches,
        long points,
        long bytes,
        long oldestMillis,
        long newestMillis,
        long damagedFiles,
        List<RejectedPoint> rejected,
        AllRejected allRejected) {
    public SpoolListing {
        rejected = List.copyOf(rejected);
    }

    /**
     * How much was rejected in all.
     *
     * @param points that are kept
     * @param encoded how many of them could be sent again
     * @param newestMillis when the newest was refused; milliseconds since 1970, 0 if there is none
     */
    public record AllRejected(long points, long encoded, long newestMillis) {}

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
        long newest = 0;
        for (String file : names(folder, files)) {
            SpoolName name = SpoolName.parse(file);
            if (name != null) {
                oldest = batches == 0 ? name.millis() : Math.min(oldest, name.millis());
                newest = Math.max(newest, name.millis());
                batches++;
                points += name.points();
                bytes += name.bytes();
            }
        }
        ArrayDeque<RejectedPoint> rejected = new ArrayDeque<>();
        AllRejected all = rejected(folder.resolve(SpoolFolder.REJECTED), files, mostRejected, rejected);
        return new SpoolListing(
                String.valueOf(folder.getFileName()),
                batches,
                points,
                bytes,
                oldest,
                newest,
                names(folder.resolve(SpoolFolder.DAMAGED), files).size(),
                new ArrayList<>(rejected),
                all);
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

    /** Counts all, and adds the newest ones. */
    private static AllRejected rejected(Path folder, SpoolFiles files, int most, ArrayDeque<RejectedPoint> newest)
            throws IOException {
        TreeSet<Long> begun = new TreeSet<>();
        for (String name : names(folder, files)) {
            long millis = RejectedFiles.millis(name);
            if (millis >= 0) {
                begun.add(millis);
            }
        }
        long points = 0;
        long encoded = 0;
        // Of a file or of a point, for the clock may have been set back.
        long latest = begun.isEmpty() ? 0 : begun.last();
        for (long file : begun) {
            for (RejectedPoint point : RejectedFiles.read(folder.resolve(file + RejectedFiles.SUFFIX), files)) {
                points++;
                encoded += point.form() == RejectedPoint.Form.ENCODED ? 1 : 0;
                latest = Math.max(latest, point.millis());
                newest.addLast(point);
                if (newest.size() > most) {
                    newest.removeFirst();
                }
            }
        }
        return new AllRejected(points, encoded, latest);
    }
}
