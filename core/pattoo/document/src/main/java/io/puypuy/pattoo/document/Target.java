package io.puypuy.pattoo.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The thing that was polled, with its datapoints. Of datapoints with the same key, type and checked metadata the first one
 * counts, even if it is invalid (so that it hides a later, valid one, as it does in pattoo). Used by one thread.
 */
public final class Target {
    private final String name;
    private final Map<String, Datapoint> datapoints = new LinkedHashMap<>();

    public Target(String name) {
        this.name = PythonText.strip(name);
    }

    /** Takes the datapoint unless there is one like it. */
    public Target add(Datapoint datapoint) {
        datapoints.putIfAbsent(datapoint.identity().ownChecksum(), datapoint);
        return this;
    }

    /** Without white space around it. */
    public String name() {
        return name;
    }

    /** In the order in which they were added, invalid ones among them. */
    public List<Datapoint> datapoints() {
        return List.copyOf(datapoints.values());
    }

    /** Whether it has a name and a datapoint, be it valid or not; others are left out of the document. */
    boolean isValid() {
        return !name.isEmpty() && !datapoints.isEmpty();
    }
}
