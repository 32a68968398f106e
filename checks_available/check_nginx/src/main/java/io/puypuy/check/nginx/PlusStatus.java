package io.puypuy.check.nginx;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the REST API of NGINX Plus tells, "Module ngx_http_api_module". Totals are since nginx started.
 *
 * @param active connections that are in use
 * @param idle connections that are kept open
 * @param zoneRequests total by name of the zone
 * @param states of servers, as numbers
 */
record PlusStatus(
        long accepted,
        long dropped,
        long active,
        long idle,
        long requests,
        Map<String, Long> zoneRequests,
        Map<Server, Integer> states) {
    // The numbers are those of NGINX' own exporter for Prometheus.
    private static final List<String> STATES = List.of("up", "draining", "down", "unavail", "checking", "unhealthy");

    /** One server of an upstream. */
    record Server(String upstream, String address) {}

    PlusStatus {
        zoneRequests = Collections.unmodifiableMap(new LinkedHashMap<>(zoneRequests));
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    static PlusStatus of(Json connections, Json requests, Json zones, Json upstreams) throws CheckException {
        Map<String, Long> zoneRequests = new LinkedHashMap<>();
        for (Map.Entry<String, Json> zone : zones.members().entrySet()) {
            zoneRequests.put(zone.getKey(), total(zone.getValue(), "requests"));
        }
        return new PlusStatus(
                total(connections, "accepted"),
                total(connections, "dropped"),
                total(connections, "active"),
                total(connections, "idle"),
                total(requests, "total"),
                zoneRequests,
                states(upstreams));
    }

    private static Map<Server, Integer> states(Json upstreams) throws CheckException {
        Map<Server, Integer> states = new LinkedHashMap<>();
        for (Map.Entry<String, Json> upstream : upstreams.members().entrySet()) {
            for (Json peer : upstream.getValue().get("peers").elements()) {
                int state = 1 + STATES.indexOf(peer.get("state").toString());
                // A state of a later version has no number yet.
                if (state > 0) {
                    states.putIfAbsent(
                            new Server(upstream.getKey(), peer.get("server").toString()), state);
                }
            }
        }
        return states;
    }

    private static long total(Json object, String name) throws CheckException {
        Optional<Number> number = object.number(name);
        if (number.isEmpty()) {
            throw new CheckException("the reply has no " + CheckException.quoted(name));
        }
        return number.get().longValue();
    }
}
