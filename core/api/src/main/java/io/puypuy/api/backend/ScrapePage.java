package io.puypuy.api.backend;

/** What a backend shows to those who come and fetch, at {@code /metrics} of the daemon's web server. Thread-safe. */
@FunctionalInterface
public interface ScrapePage {
    /**
     * The page in the form that the client likes best.
     *
     * @param accept the request's header {@code Accept}, empty if it has none
     */
    Content content(String accept);

    /** The page. */
    record Content(String contentType, String body) {}
}
