package io.puypuy.backend.oddeye;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;
import io.puypuy.testkit.peer.PeerAnswer;
import java.util.Set;

class OddEyeContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new OddEyeBackend();
    }

    @Override
    protected String iniOf(String url) {
        return "url = " + url + "/oddeye-barlus/put/tsdb\nuuid = some-uuid\ntimeout = 1s\n";
    }

    @Override
    protected PeerAnswer stored() {
        return PeerAnswer.of(200, " {\"state\":OK}\r\n");
    }

    /** An empty 200 means that nothing was stored. */
    @Override
    protected Set<Integer> storedStatuses() {
        return Set.of();
    }
}
