package io.puypuy.api;

import java.io.IOException;
import java.util.List;

/** The store on this machine behind the web page. Thread-safe. */
public interface PointStore {
    /**
     * Stores points; when it returns they are durable. A point whose series and time are already there changes nothing.
     *
     * @throws IOException if they could not be stored; some of them may have been
     */
    void append(List<DataPoint> points) throws IOException;
}
