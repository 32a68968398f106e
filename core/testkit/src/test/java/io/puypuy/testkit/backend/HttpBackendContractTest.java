package io.puypuy.testkit.backend;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.peer.PeerAnswer;
import java.util.Set;
import java.util.TreeSet;

/** The contract can be kept: by a backend that has nothing of its own but its lines. */
class HttpBackendContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new LinesBackend();
    }

    @Override
    protected String iniOf(String url) {
        return "address = " + url + "\ntimeout = 1s\n";
    }

    @Override
    protected PeerAnswer stored() {
        return PeerAnswer.of(204, "");
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
