package io.puypuy.server.store;

import java.util.Map;
import java.util.Set;

/**
 * What is asked of one metric.
 *
 * @param tags for each name the values of which one is wanted
 */
public record Query(String metric, Window window, Map<String, Set<String>> tags) {
    /** Further series with points in the time that is asked for are left out of an answer. */
    public static final int MAX_SERIES = 100;

    public Query {
        tags = Map.copyOf(tags);
    }
}
