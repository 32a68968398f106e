package io.puypuy.api;

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
}
