package io.puypuy.engine;

import io.puypuy.api.CheckException;
import io.puypuy.api.PointStore;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.Json;
import io.puypuy.api.read.Sockets;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.read.SocketExchange;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What backends are lent.
 *
 * @param asked for the embedded store, whenever a backend needs it
 * @param cycles how often the agent collects, as it is now
 */
public record Context(LazyHttp client, Supplier<Optional<PointStore>> asked, Supplier<Duration> cycles)
        implements BackendContext {
    @Override
    public Http http() {
        client.prepare();
        return client;
    }

    @Override
    public Sockets sockets() {
        return new SocketExchange();
    }

    @Override
    public Optional<PointStore> store() {
        return asked.get();
    }

    @Override
    public Json json(String text) throws CheckException {
        return JsonReader.parse(text);
    }

    @Override
    public Duration period() {
        return cycles.get();
    }
}
