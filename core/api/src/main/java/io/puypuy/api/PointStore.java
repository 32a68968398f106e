package io.puypuy.api;

import java.io.IOException;
import java.util.List;

/** The store on this machine behind the web page. Thread-safe. */
public interface PointStore {
    /**
     * A point that the store does not take, now or later.
     *
     * @param index place among the points that were given, from 0
     * @param reason a sentence
     */
    record LeftOut(int index, String reason) {}

    /**
     * Stores points; when it returns they are durable. A point takes the place of one with its series and time, so that
     * the same points may be given again.
     *
     * @return what was left out, in the order of the points
     * @throws IOException if they could not be stored; some of them may have been
     */
    List<LeftOut> append(List<DataPoint> points) throws IOException;
}
