package io.puypuy.testkit.backend;

import io.puypuy.api.backend.Backend;
import java.util.Set;
import java.util.TreeSet;

/** The contract can be kept: by a backend that has nothing of its own but its lines. */
class HttpBackendContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new LinesBackend();
    }

    @Override
    protected Set<Integer> storedStatuses() {
        Set<Integer> all = new TreeSet<>();
        for (int status = 200; status < 300; status++) {
            all.add(status);
        }
        return all;
    }
}
