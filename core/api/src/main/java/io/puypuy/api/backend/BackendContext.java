package io.puypuy.api.backend;

import io.puypuy.api.PointStore;
import io.puypuy.api.read.Http;
import java.util.Optional;

/** What the core lends to a backend. */
public interface BackendContext {
    Http http();

    /** The store on this machine; empty where this program has none. */
    Optional<PointStore> store();
}
