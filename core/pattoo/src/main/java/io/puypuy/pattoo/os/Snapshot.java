package io.puypuy.pattoo.os;

import java.util.List;
import java.util.Map;

/**
 * What one collection has found. Immutable.
 *
 * @param cpus processors that were online
 * @param millis when it was complete, in milliseconds since 1970
 * @param readings in pattoo's order
 * @param failing what could not be read, with the reason
 */
public record Snapshot(HostFacts host, int cpus, long millis, List<Reading> readings, Map<String, String> failing) {
    public Snapshot {
        readings = List.copyOf(readings);
        failing = Map.copyOf(failing);
    }
}
