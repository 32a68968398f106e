package io.puypuy.api;

import org.jspecify.annotations.Nullable;

/**
 * All points with the same metric, origin and tags. The core hands out one instance for each series as long as its
 * check lives, so a backend may keep what it derived from it (an escaped prefix, say) in a bounded identity map.
 *
 * @param tags the check's own tags; those that every point has are in {@code metric} ({@code type}) and {@code origin}
 */
public record Series(Metric metric, Origin origin, Tags tags) {
    public String name() {
        return metric.name();
    }

    /**
     * All tags as most databases want them: {@code host}, {@code type}, {@code cluster}, {@code group}, {@code
     * location} (empty ones left out), then the check's own.
     */
    public Tags allTags() {
        return Tags.of("host", origin.host())
                .and("type", metric.type())
                .and("cluster", origin.cluster())
                .and("group", origin.group())
                .and("location", origin.location())
                .and(tags);
    }

    @Override
    public int hashCode() {
        return 31 * metric.hashCode() + tags.hashCode();
    }

    // Not the record's own, for the reason that Metric has.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Series series
                        && metric.equals(series.metric)
                        && tags.equals(series.tags)
                        && origin.equals(series.origin));
    }
}
