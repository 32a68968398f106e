package io.puypuy.backend.opentsdb;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;
import io.puypuy.testkit.peer.PeerAnswer;
import java.util.Set;

class OpenTsdbContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new OpenTsdbBackend();
    }

    @Override
    protected String iniOf(String url) {
        return "address = " + url + "\ntimeout = 1s\n";
    }

    @Override
    protected PeerAnswer stored() {
        return PeerAnswer.of(200, "{\"success\":1,\"failed\":0,\"errors\":[]}");
    }

    /** Without details there is 204 only. */
    @Override
    protected Set<Integer> storedStatuses() {
        return Set.of(204);
    }
}
