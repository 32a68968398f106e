package io.puypuy.check.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import org.junit.jupiter.api.Test;

class EtcdCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new EtcdCheck();
    }

    @Override
    protected String ini(int port) {
        return "[etcd]\nmetrics: http://127.0.0.1:" + port + "/metrics\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "cluster";
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new EtcdCheck(), "[etcd]\nmetrics: /metrics\ntimeout: 5\nmetric: x\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains(":2: [etcd] metrics = \"/metrics\": not an address"),
                        fault -> assertThat(fault).contains(":3: [etcd] timeout = \"5\": not a duration"),
                        fault -> assertThat(fault).contains("[etcd] metric: unknown key; did you mean \"metrics\"?"));
    }
}
