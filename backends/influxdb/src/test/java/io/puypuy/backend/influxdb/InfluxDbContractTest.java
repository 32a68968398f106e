package io.puypuy.backend.influxdb;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;

class InfluxDbContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new InfluxDbBackend();
    }

    @Override
    protected String iniOf(String url) {
        return "address = " + url + "\ndatabase = test\ntimeout = 1s\n";
    }
}
