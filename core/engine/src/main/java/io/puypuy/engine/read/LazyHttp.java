package io.puypuy.engine.read;

import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP for checks and backends. The client's classes are loaded with the first request, because the start of an agent
 * that has no use for them must not wait for them. Thread-safe.
 */
public final class LazyHttp implements Http, AutoCloseable {
    private @Nullable HttpCalls calls;
    private boolean closed;
    private boolean prepared;

    /**
     * Loads the client on a thread of its own, so that it is there when the first request comes; returns at once. Called
     * as soon as somebody is known who will send.
     */
    public synchronized void prepare() {
        if (!prepared) {
            prepared = true;
            Thread loading = new Thread(this::load, "http-loading");
            loading.setDaemon(true);
            loading.start();
        }
    }

    private void load() {
        try {
            calls().prepare();
        } catch (IOException ended) {
            // The daemon ended meanwhile, or the request that comes says what is wrong.
            return;
        }
    }

    @Override
    public HttpReply send(HttpRequest request) throws IOException {
        return calls().send(request);
    }

    private synchronized HttpCalls calls() throws IOException {
        if (closed) {
            throw new IOException("no requests any more: the daemon ends");
        }
        HttpCalls known = calls;
        if (known == null) {
            known = new HttpCalls();
            calls = known;
        }
        return known;
    }

    /** Ends requests in progress and closes all connections; later requests fail. */
    @Override
    public void close() {
        HttpCalls ending;
        synchronized (this) {
            closed = true;
            ending = calls;
            calls = null;
        }
        if (ending != null) {
            ending.close();
        }
    }
}
