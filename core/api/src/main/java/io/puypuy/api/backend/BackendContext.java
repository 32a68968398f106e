package io.puypuy.api.backend;

import io.puypuy.api.CheckException;
import io.puypuy.api.PointStore;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.Json;
import io.puypuy.api.read.Sockets;
import java.time.Duration;
import java.util.Optional;

/** What the core lends to a backend. */
public interface BackendContext {
    Http http();

    Sockets sockets();

    /** The store on this machine; empty where this program has none. */
    Optional<PointStore> store();

    /**
     * Parses a JSON text, such as a receiver's answer.
     *
     * @throws CheckException if it is not JSON, or deeper than 200 levels
     */
    Json json(String text) throws CheckException;

    /** How often the agent collects, as it is now. Not to be asked while configuring. */
    Duration period();
}
