package io.puypuy.engine;

import io.puypuy.api.PointStore;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.engine.plugin.Failure;
import io.puypuy.engine.probe.BackendProbe;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.SelfConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backends as the daemon would make them, without lanes and spools, each with a probe; a daemon that runs is not
 * disturbed. Used by one thread.
 */
public final class BackendTrial implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackendTrial.class);

    private final Conf conf;
    private final SelfConfig self;
    private final LazyHttp http = new LazyHttp();
    private final ConfiguredBackends made;
    private final List<Backend> backends = new ArrayList<>();
    private final List<BackendProbe> probes = new ArrayList<>();

    private BackendTrial(Home home, Map<String, String> environment, Supplier<Optional<PointStore>> store)
            throws IOException {
        this.conf = Conf.load(home.conf(), environment);
        this.self = SelfConfig.from(conf.section("SelfConfig"), home.folder());
        this.made = new ConfiguredBackends(home.backends(), new Context(http, store, self::period));
    }

    /**
     * Makes the backends. One whose settings are wrong has no probe; what is wrong is in {@link #faults()}.
     *
     * @param store asked for when a backend sends to it
     */
    public static BackendTrial open(Home home, Map<String, String> environment, Supplier<Optional<PointStore>> store)
            throws IOException, InterruptedException {
        BackendTrial trial = new BackendTrial(home, environment, store);
        try {
            trial.make();
            return trial;
        } catch (InterruptedException | RuntimeException | Error notMade) {
            trial.close();
            throw notMade;
        }
    }

    private void make() throws InterruptedException {
        for (String label : ConfiguredBackends.labels(conf)) {
            Settings settings = conf.section(ConfiguredBackends.SECTION, label);
            long before = severe();
            Optional<Backend> backend = made.make(settings);
            backend.ifPresent(backends::add);
            if (backend.isPresent() && severe() == before) {
                probes.add(new BackendProbe(
                        ConfiguredBackends.name(label),
                        backend.get(),
                        conf,
                        label,
                        self.origin(),
                        BackendProbe.Limits.DEFAULT));
            }
        }
    }

    private long severe() {
        return conf.faults().stream().filter(fault -> !fault.warning()).count();
    }

    /** Faults and warnings of the files and of the sections that were read. */
    public List<Fault> faults() {
        return conf.faults();
    }

    /** In the order of the files. */
    public List<BackendProbe> probes() {
        return List.copyOf(probes);
    }

    /** Names of all backends, also of those without a probe. */
    public List<String> names() {
        return ConfiguredBackends.labels(conf).stream()
                .map(ConfiguredBackends::name)
                .toList();
    }

    @Override
    public void close() {
        for (Backend backend : backends) {
            try {
                backend.close();
            } catch (RuntimeException | Error thrown) {
                LOG.debug("a backend cannot be closed: {}", Failure.phrase(thrown));
            }
        }
        http.close();
        made.close();
    }
}
