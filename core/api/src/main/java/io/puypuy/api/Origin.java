package io.puypuy.api;

import org.jspecify.annotations.Nullable;

/**
 * Where points come from, from {@code [SelfConfig]}: tags of every point.
 *
 * @param host name of the machine that was read
 * @param cluster cluster_name; empty if not set
 * @param group host_group; empty if not set
 * @param location location; empty if not set
 */
public record Origin(String host, String cluster, String group, String location) {
    public Origin withHost(String otherHost) {
        return new Origin(otherHost, cluster, group, location);
    }

    @Override
    public int hashCode() {
        return host.hashCode();
    }

    // Not the record's own, for the reason that Metric has.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Origin origin
                        && host.equals(origin.host)
                        && cluster.equals(origin.cluster)
                        && group.equals(origin.group)
                        && location.equals(origin.location));
    }
}
