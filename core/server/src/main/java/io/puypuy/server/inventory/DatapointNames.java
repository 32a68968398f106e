package io.puypuy.server.inventory;

import java.util.Optional;

/** What datapoints are called, for people. Thread-safe. */
public interface DatapointNames {
    /** What a datapoint is called; empty if there is none of that number. */
    Optional<DatapointLabel> label(int datapoint);
}
