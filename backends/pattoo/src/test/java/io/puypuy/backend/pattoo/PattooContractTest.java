package io.puypuy.backend.pattoo;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;
import io.puypuy.testkit.peer.PeerAnswer;
import java.util.Set;

class PattooContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new PattooBackend();
    }

    @Override
    protected String iniOf(String url) {
        return super.iniOf(url) + "daemon_directory = " + folder.resolveSibling("agent-of-contract") + "\n";
    }

    @Override
    protected PeerAnswer stored() {
        return PeerAnswer.of(200, "OK");
    }

    @Override
    protected Set<Integer> storedStatuses() {
        return Set.of(200);
    }
}
