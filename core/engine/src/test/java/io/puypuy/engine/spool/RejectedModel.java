package io.puypuy.engine.spool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The refused points of which the words were written without a fault: the newest of them have to be there. */
final class RejectedModel {
    private static final int LINE = 60;

    private record Point(String text, boolean kept) {}

    private final Path folder;
    private final long maxBytes;
    private final MemoryFiles disk;
    private final ArrayDeque<Point> points = new ArrayDeque<>();
    long survived;

    RejectedModel(Path folder, long maxBytes, MemoryFiles disk) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.disk = disk;
    }

    void add(List<String> refused, boolean withoutFault) {
        refused.forEach(text -> points.add(new Point(text, withoutFault)));
        if (withoutFault) {
            long bytes = 0;
            for (Path file : files()) {
                bytes += disk.content(file).length;
            }
            if (bytes > maxBytes) {
                throw new AssertionError("rejected points have " + bytes + " bytes");
            }
        }
    }

    private List<Path> files() {
        List<Path> files = disk.paths();
        files.removeIf(file -> !folder.equals(file.getParent()));
        return files;
    }

    /** Looks after a crash; of a torn line nothing is a point. */
    void look() {
        Set<String> there = new HashSet<>();
        for (Path file : files()) {
            for (String line : new String(disk.content(file), StandardCharsets.US_ASCII).split("\n", -1)) {
                RejectedPoint point = RejectedLine.parse(line);
                if (point != null) {
                    there.add(new String(point.bytes(), StandardCharsets.UTF_8));
                }
            }
        }
        // The newest half of what there is room for: what falls out is a whole file of the oldest.
        long room = maxBytes / 2;
        for (Iterator<Point> newest = points.descendingIterator(); newest.hasNext(); ) {
            Point point = newest.next();
            room -= point.text.length() + LINE;
            if (room < 0) {
                newest.remove();
            } else if (there.contains(point.text)) {
                survived++;
            } else if (point.kept) {
                throw new AssertionError("a rejected point was lost: " + point.text);
            }
        }
    }
}
