package io.puypuy.pattoo.os;

import io.puypuy.pattoo.document.Datapoint;
import io.puypuy.pattoo.document.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes pattoo's datapoints of what was collected: their metadata in its order, of which release and version of the kernel
 * are no part of the checksum. Keeps those of the last collection, whose checksums are costly. Used by one thread.
 */
public final class OsDatapoints {
    private Map<Named, Datapoint> kept = Map.of();
    private int cpus;

    private record Named(String key, Part part) {}

    /** The machine with all its datapoints. */
    public Target target(Snapshot snapshot) {
        if (snapshot.cpus() != cpus) {
            kept = Map.of();
            cpus = snapshot.cpus();
        }
        Target target = new Target(snapshot.host().hostname());
        Map<Named, Datapoint> now = new HashMap<>();
        for (Reading reading : snapshot.readings()) {
            Named named = new Named(reading.key(), reading.part());
            Datapoint known = kept.get(named);
            Datapoint datapoint = known == null ? made(reading, snapshot.host()) : known.value(reading.value());
            now.put(named, datapoint);
            target.add(datapoint.at(reading.millis()));
        }
        kept = now;
        return target;
    }

    private Datapoint made(Reading reading, HostFacts host) {
        Datapoint datapoint = Datapoint.of(reading.key(), reading.value(), reading.type());
        datapoint = with(reading.part().before(), datapoint);
        datapoint = datapoint
                .withUnchecked("release", host.release())
                .withUnchecked("version", host.version())
                .with("processor", host.processor())
                .with("type", host.type())
                .with("cpus", Integer.toString(cpus))
                .with("hostname", host.hostname());
        return with(reading.part().after(), datapoint);
    }

    private static Datapoint with(List<Part.Entry> entries, Datapoint datapoint) {
        Datapoint result = datapoint;
        for (Part.Entry entry : entries) {
            result = result.with(entry.key(), entry.value());
        }
        return result;
    }
}
