package io.puypuy.check.nginx;

import java.util.OptionalDouble;

/** Requests per connection between two readings. Used by the thread of the run. */
final class PerConnection {
    private static final long NEVER = -1;

    private long requests = NEVER;
    private long handled = NEVER;

    /** The quotient since the last reading; none for the first one, after a restart, and without a new connection. */
    OptionalDouble next(long requestsNow, long handledNow) {
        long moreRequests = requestsNow - requests;
        long moreHandled = handledNow - handled;
        boolean known = requests != NEVER && moreRequests >= 0 && moreHandled > 0;
        requests = requestsNow;
        handled = handledNow;
        return known ? OptionalDouble.of((double) moreRequests / moreHandled) : OptionalDouble.empty();
    }
}
