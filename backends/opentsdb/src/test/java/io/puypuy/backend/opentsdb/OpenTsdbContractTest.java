package io.puypuy.backend.opentsdb;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;
import io.puypuy.testkit.peer.PeerAnswer;

class OpenTsdbContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new OpenTsdbBackend();
    }

    @Override
    protected PeerAnswer stored() {
        return PeerAnswer.of(200, "{\"success\":1,\"failed\":0,\"errors\":[]}");
    }
}
