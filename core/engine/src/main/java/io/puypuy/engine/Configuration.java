package io.puypuy.engine;

import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.ConfException;
import io.puypuy.engine.settings.ConfWatch;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.SelfConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that is in use, and how another takes its place: all parts at once, or none. Owner: the thread that
 * opens the engine, then the thread {@code cycle}.
 */
final class Configuration {
    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

    private final Home home;
    private final Map<String, String> environment;
    private final List<Part> parts;
    private final Supplier<Collection<String>> sections;
    private final ConfWatch watch;
    private volatile @Nullable SelfConfig self;
    private volatile List<String> problems = List.of();
    private volatile boolean reloadAsked;

    /**
     * Nothing yet; {@link #load} comes first.
     *
     * @param sections names of the sections that the checks read, after a load
     */
    Configuration(Home home, Map<String, String> environment, List<Part> parts, Supplier<Collection<String>> sections) {
        this.home = home;
        this.environment = environment;
        this.parts = parts;
        this.sections = sections;
        this.watch = new ConfWatch(home.conf());
    }

    /** Reads the files and applies them, if they are without fault. */
    void load() throws ConfException, IOException, InterruptedException {
        Conf conf = Conf.load(home.conf(), environment);
        SelfConfig read = SelfConfig.from(conf.section("SelfConfig"), home.folder());
        List<Part.Change> changes = new ArrayList<>();
        try {
            for (Part part : parts) {
                changes.add(part.prepare(conf, read));
            }
            throwIfFaulty(conf);
        } catch (ConfException | IOException | InterruptedException | RuntimeException | Error notUsed) {
            changes.forEach(Part.Change::discard);
            throw notUsed;
        }
        self = read;
        // What is prepared last is what the others stand on.
        for (int i = changes.size() - 1; i >= 0; i--) {
            changes.get(i).apply();
        }
        warn(conf);
        problems = List.of();
    }

    private static void throwIfFaulty(Conf conf) throws ConfException {
        List<Fault> faults = new ArrayList<>(conf.faults());
        faults.removeIf(Fault::warning);
        if (!faults.isEmpty()) {
            throw new ConfException(faults);
        }
    }

    private void warn(Conf conf) {
        List<String> known = new ArrayList<>(SelfConfig.SECTIONS);
        known.addAll(sections.get());
        for (Fault fault : conf.faults()) {
            LOG.warn("{}", fault);
        }
        for (Fault fault : conf.unknownSections(known, false)) {
            LOG.warn("{}", fault);
        }
    }

    /** Has the files read again at the next cycle. Called by any thread. */
    void askReload() {
        reloadAsked = true;
    }

    /** Reads the files again if they changed or somebody asked for it; what is faulty is said, and the old goes on. */
    void reloadIfNeeded() throws InterruptedException {
        boolean changed = watch.changed();
        if (!changed && !reloadAsked) {
            return;
        }
        reloadAsked = false;
        try {
            load();
            LOG.info("the configuration was read again and is in use");
        } catch (ConfException | IOException faulty) {
            String said = String.valueOf(faulty.getMessage());
            problems = List.of(said.split("\n", -1));
            LOG.error("the new configuration is not in use, the old one goes on:\n{}", said);
        }
    }

    SelfConfig self() {
        SelfConfig inUse = self;
        if (inUse == null) {
            throw new IllegalStateException("no configuration has been loaded");
        }
        return inUse;
    }

    /** Faults of a changed configuration that is not in use. */
    List<String> problems() {
        return problems;
    }
}
