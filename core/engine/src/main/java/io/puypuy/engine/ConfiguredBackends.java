package io.puypuy.engine;

import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.engine.plugin.Backends;
import io.puypuy.engine.plugin.Background;
import io.puypuy.engine.plugin.Failure;
import io.puypuy.engine.plugin.PluginLoader;
import io.puypuy.engine.plugin.UnusablePluginException;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Makes the backends that {@code [TSDB]} and {@code [TSDB:name]} choose. Owner: the thread that configures. */
final class ConfiguredBackends implements AutoCloseable {
    static final String SECTION = "TSDB";

    private static final String UNLABELLED = "default";

    private final Backends backends;
    private final BackendContext context;
    private final Duration limit;

    ConfiguredBackends(Path folder, BackendContext context) {
        this(folder, context, PluginLoader.PATIENCE);
    }

    /** @param limit how long to wait for a backend to read its section */
    ConfiguredBackends(Path folder, BackendContext context, Duration limit) {
        this.backends = new Backends(folder);
        this.context = context;
        this.limit = limit;
    }

    /** Labels of the sections, an empty one for {@code [TSDB]}; that one alone if there are none. */
    static List<String> labels(Conf conf) {
        List<String> labels = conf.labels(SECTION);
        return labels.isEmpty() ? List.of("") : labels;
    }

    /** What a backend is called. */
    static String name(String label) {
        return label.isEmpty() ? UNLABELLED : label;
    }

    /** A backend that has read its section; empty if there is no such backend, which is noted as a fault. */
    Optional<Backend> make(Settings settings) throws InterruptedException {
        String type = settings.requiredText("tsdtype");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (settings.label().orElse("").indexOf('/') >= 0) {
            settings.fault("tsdtype", "the section's label is a folder's name and holds a /", "name it without");
            return Optional.empty();
        }
        try {
            Backend backend = backends.create(type);
            return configure(backend, settings) ? Optional.of(backend) : Optional.empty();
        } catch (UnusablePluginException unusable) {
            settings.fault("tsdtype", String.valueOf(unusable.getMessage()), "choose one that is there");
            // Only the backend could tell which of the other keys it knows.
            settings.others();
            return Optional.empty();
        }
    }

    /** Whether it ended as it should, with faults or without; one that did not can be asked for nothing. */
    private boolean configure(Backend backend, Settings settings) throws InterruptedException {
        String wrong;
        try {
            return Background.call("configure backend", limit, () -> {
                backend.configure(settings, context);
                return true;
            });
        } catch (ExecutionException failed) {
            // A plugin may throw whatever it likes; the other backends and the daemon have no part in it.
            wrong = "the backend failed: " + Failure.phrase(Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (TimeoutException hangs) {
            wrong = "the backend is still being configured after " + DurationText.exactly(limit);
        }
        settings.fault("tsdtype", wrong, "choose another");
        settings.others();
        return false;
    }

    /** Gives up the classes; the backends must be closed before. */
    @Override
    public void close() {
        backends.close();
    }
}
