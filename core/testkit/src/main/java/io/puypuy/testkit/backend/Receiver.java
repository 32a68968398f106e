package io.puypuy.testkit.backend;

import java.util.List;

/** A server that stores everything, as one backend knows it. */
public interface Receiver extends AutoCloseable {
    int port();

    /** The names of the points that have come, request by request. */
    List<List<String>> requests();

    /** Closes the port and all connections at once. */
    @Override
    void close();
}
