package io.puypuy.bench;

import io.puypuy.api.backend.Backend;
import io.puypuy.engine.Context;
import io.puypuy.engine.plugin.Backends;
import io.puypuy.engine.plugin.UnusablePluginException;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.settings.Conf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A backend as the daemon loads it: from its folder, with a class loader of its own. Used by one thread. */
final class InstalledBackend implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final LazyHttp http = new LazyHttp();
    private final Backends folder;
    private final Backend backend;

    /**
     * Loads and configures it.
     *
     * @param home folder with {@code backends} and {@code core/bench}
     * @param ini its section, without {@code tsdtype}
     * @throws IllegalArgumentException if it cannot be used with these settings
     */
    InstalledBackend(Path home, String type, String ini) throws InterruptedException {
        folder = new Backends(type.equals("Bench") ? home.resolve("core") : home.resolve("backends"));
        try {
            backend = folder.create(type);
        } catch (UnusablePluginException unusable) {
            throw new IllegalArgumentException(unusable);
        }
        Conf conf = Conf.of("bench", "[TSDB]\n" + ini);
        backend.configure(conf.section("TSDB"), new Context(http, Optional::empty, () -> PERIOD));
        if (conf.isFaulty()) {
            throw new IllegalArgumentException(conf.faults().toString());
        }
    }

    Backend backend() {
        return backend;
    }

    @Override
    public void close() {
        folder.close();
        http.close();
    }
}
