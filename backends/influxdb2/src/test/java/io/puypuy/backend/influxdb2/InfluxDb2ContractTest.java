package io.puypuy.backend.influxdb2;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;

class InfluxDb2ContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new InfluxDb2Backend();
    }

    @Override
    protected String iniOf(String url) {
        return "address = " + url + "\norganization = o\nbucket = b\ntoken = t\ntimeout = 1s\n";
    }
}
