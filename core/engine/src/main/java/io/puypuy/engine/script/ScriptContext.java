package io.puypuy.engine.script;

import io.puypuy.api.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What all scripts have in common.
 *
 * @param home the folder of the installation: PUYPUY_HOME, and where scripts are run
 * @param origin of their points
 * @param period how often they run, whole seconds
 * @param timeout how long each may take
 * @param environment the daemon's own, which scripts get with what is described in {@link #scriptEnvironment}
 */
public record ScriptContext(
        Path home, Origin origin, Duration period, Duration timeout, Map<String, String> environment) {
    public ScriptContext {
        environment = Map.copyOf(environment);
    }

    /** The daemon's environment with PUYPUY_HOME, PUYPUY_HOST, PUYPUY_CLUSTER and PUYPUY_PERIOD (seconds). */
    Map<String, String> scriptEnvironment() {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PUYPUY_HOME", home.toString());
        all.put("PUYPUY_HOST", origin.host());
        all.put("PUYPUY_CLUSTER", origin.cluster());
        all.put("PUYPUY_PERIOD", Long.toString(period.toSeconds()));
        return all;
    }
}
