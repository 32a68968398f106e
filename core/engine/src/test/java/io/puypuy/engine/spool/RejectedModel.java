package io.puypuy.engine.spool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The refused points of which the words were written without a fault: they have to be there as long as there is room. */
final class RejectedModel {
    private static final class Kept {
        final long millis;
        /** An order makes copies, of which a failing disk may leave more than one. */
        int copies = 1;

        Kept(long millis) {
            this.millis = millis;
        }
    }

    private final Path folder;
    private final long maxBytes;
    private final MemoryFiles disk;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Set<String> all = new HashSet<>();
    private long bytes;
    long survived;
    long takenBack;

    RejectedModel(Path folder, long maxBytes, MemoryFiles disk) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.disk = disk;
    }

    /** After points were refused. */
    void add(List<String> points, long millis, boolean withoutFault) {
        all.addAll(points);
        if (withoutFault) {
            points.forEach(point -> kept.put(point, new Kept(millis)));
        }
        look(Set.of(), true);
        if (withoutFault && bytes > maxBytes) {
            throw new AssertionError("rejected points have " + bytes + " bytes");
        }
    }

    /** Whether all of these were rejected; they wait in the spool and need not be here any more. */
    boolean takeBack(List<String> points) {
        takenBack += points.size();
        points.forEach(kept::remove);
        return all.containsAll(points);
    }

    /** Somebody orders to forget those until then. */
    void forget(long upToMillis) {
        kept.values().removeIf(point -> point.millis <= upToMillis);
    }

    /**
     * Looks whether they are there; of a torn line nothing is a point.
     *
     * @param queued points that wait in the spool, where an order may have put them
     * @param written whether something was written, which may have pushed out old points
     */
    void look(Set<String> queued, boolean written) {
        boolean full = bytes > maxBytes / 2;
        Map<String, Integer> copies = new HashMap<>();
        queued.forEach(point -> copies.put(point, 1));
        bytes = 0;
        for (Path file : disk.paths()) {
            if (folder.equals(file.getParent())) {
                byte[] content = disk.content(file);
                bytes += content.length;
                for (String line : new String(content, StandardCharsets.US_ASCII).split("\n", -1)) {
                    RejectedPoint point = RejectedLine.parse(line);
                    if (point != null) {
                        copies.merge(new String(point.bytes(), StandardCharsets.UTF_8), 1, Integer::sum);
                    }
                }
            }
        }
        for (Iterator<Map.Entry<String, Kept>> points = kept.entrySet().iterator(); points.hasNext(); ) {
            Map.Entry<String, Kept> point = points.next();
            int before = point.getValue().copies;
            int now = copies.getOrDefault(point.getKey(), 0);
            point.getValue().copies = now;
            if (written && full && now < before) {
                points.remove();
            } else if (now > 0) {
                survived++;
            } else {
                throw new AssertionError("a rejected point was lost: " + point.getKey());
            }
        }
    }
}
