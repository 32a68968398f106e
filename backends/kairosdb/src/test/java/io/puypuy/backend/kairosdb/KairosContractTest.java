package io.puypuy.backend.kairosdb;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;
import io.puypuy.testkit.peer.PeerAnswer;
import java.util.Set;

class KairosContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new KairosBackend();
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
        return Set.of(204);
    }
}
