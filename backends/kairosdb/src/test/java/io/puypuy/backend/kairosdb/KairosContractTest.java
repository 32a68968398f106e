package io.puypuy.backend.kairosdb;

import io.puypuy.api.backend.Backend;
import io.puypuy.testkit.backend.HttpBackendContract;

class KairosContractTest extends HttpBackendContract {
    @Override
    protected Backend backend() {
        return new KairosBackend();
    }
}
