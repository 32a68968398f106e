package io.puypuy.api;

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
}
