package io.puypuy.backend.influxdb;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;
import io.puypuy.testkit.peer.PeerAnswer;
import java.util.Set;

class InfluxDbContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new InfluxDbBackend();
    }

    @Override
    protected String iniOf(String url) {
        return "address = " + url + "\ndatabase = test\ntimeout = 1s\n";
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
