package io.puypuy.engine;

import io.puypuy.api.PointStore;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.Health;
import io.puypuy.engine.status.IntakeStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The daemon's servers: the embedded store, the HTTP server, and the address for agents of pattoo. Changed by the thread that
 * configures; what it has may be asked for by any.
 */
public interface ServerPart extends AutoCloseable {
    /**
     * As {@link Part#prepare}.
     *
     * @param needs what {@code conf} asks for
     */
    Part.Change prepare(Conf conf, ServerNeeds needs) throws IOException;

    /** The store, if there is one. */
    Optional<PointStore> store();

    /** What agents have sent, if they may. */
    Optional<IntakeStatus> intake();

    @Override
    void close();

    /**
     * What the servers show of the daemon.
     *
     * @param home folder in which relative paths begin
     * @param scrapePage what a backend shows at {@code /metrics}
     */
    record Source(Path home, Supplier<EngineStatus> status, Supplier<Optional<ScrapePage>> scrapePage, Health health) {}

    /** Makes the servers. A service ({@link java.util.ServiceLoader}), because not every daemon has their libraries loaded. */
    interface Maker {
        ServerPart make(Source source);
    }
}
