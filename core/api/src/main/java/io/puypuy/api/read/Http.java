package io.puypuy.api.read;

import java.io.IOException;

/**
 * HTTP and HTTPS requests. Certificates and host names are verified unless the request says no; redirects are not
 * followed. Connections are shared and kept alive by the core. Thread-safe.
 */
@FunctionalInterface
public interface Http {
    /**
     * Sends the request and reads the reply to its end.
     *
     * @throws IOException if the server cannot be reached, answers too late, or with more than the request allows; one
     *     sentence that names the server; also if the thread is interrupted, which stays interrupted
     */
    HttpReply send(HttpRequest request) throws IOException;
}
