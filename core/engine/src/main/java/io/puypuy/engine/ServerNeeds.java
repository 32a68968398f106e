package io.puypuy.engine;

import io.puypuy.api.Settings;
import io.puypuy.engine.settings.Conf;

/**
 * Which of its servers the settings ask of the daemon.
 *
 * @param store the embedded store, which some {@code [TSDB]} section chooses, and with it the HTTP server
 * @param endpoints what the HTTP server shows and takes without a store: for a backend {@code Prometheus}, or by {@code
 *     webserver = yes}
 */
public record ServerNeeds(boolean store, boolean endpoints) {
    /** The section of the store, the HTTP server's address, and the address for agents of pattoo. */
    public static final String SERVER = "Server";
    /** The section of the HTTP server's endpoints. */
    public static final String WEB_SERVER = "WebServer";

    private static final String EMBEDDED = "Embedded";
    private static final String PROMETHEUS = "Prometheus";

    /** Reads what decides it; faults stay in {@code conf}. To be read once. */
    public static ServerNeeds of(Conf conf) {
        Settings web = conf.section(WEB_SERVER);
        boolean embedded = isChosen(EMBEDDED, conf);
        boolean fetched = isChosen(PROMETHEUS, conf);
        boolean endpoints = web.truth("webserver", embedded || fetched);
        if (fetched && !endpoints) {
            web.fault(
                    "webserver",
                    "the backend Prometheus shows its points at /metrics, which this switches off",
                    "write yes, or choose PrometheusRemoteWrite");
        }
        // Keys of what is not there are no slips.
        if (!embedded && !endpoints) {
            web.others();
        }
        if (!embedded) {
            conf.section(SERVER).others();
        }
        return new ServerNeeds(embedded, endpoints);
    }

    private static boolean isChosen(String type, Conf conf) {
        return conf.labels("TSDB").stream()
                .anyMatch(label -> conf.peek("TSDB", label, "tsdtype").equalsIgnoreCase(type));
    }

    /** Whether there is anything to serve. */
    public boolean any() {
        return store || endpoints;
    }
}
