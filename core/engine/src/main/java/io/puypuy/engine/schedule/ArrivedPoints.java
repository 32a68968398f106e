package io.puypuy.engine.schedule;

import io.puypuy.api.DataPoint;
import java.util.ArrayList;
import java.util.List;

/** What jobs have reported and the cycle has not taken yet. Guarded by the lock of its {@link JobRunner}. */
final class ArrivedPoints {
    // More than any machine has to say in one period; a runaway check must not take the memory of all.
    private static final int MOST = 1_000_000;

    private List<DataPoint> points = new ArrayList<>();
    private long dropped;

    /** Whether there was room for it; else it is dropped and counted. */
    boolean add(DataPoint point) {
        if (points.size() >= MOST) {
            dropped++;
            return false;
        }
        points.add(point);
        return true;
    }

    List<DataPoint> take() {
        List<DataPoint> taken = points;
        points = new ArrayList<>(Math.max(16, taken.size()));
        return taken;
    }

    long dropped() {
        return dropped;
    }
}
