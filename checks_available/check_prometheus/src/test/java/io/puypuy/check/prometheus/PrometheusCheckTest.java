package io.puypuy.check.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import org.junit.jupiter.api.Test;

class PrometheusCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new PrometheusCheck();
    }

    @Override
    protected String ini(int port) {
        return "[Prometheus]\nurl: http://127.0.0.1:" + port + "/metrics\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "openmetrics";
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(
                        CheckDriver.faults(
                                new PrometheusCheck(),
                                "[Prometheus]\nurl: here\nprefix: my-\nrename: a:b\nquantiles: 0.5, 95\nmax_series: 0\ntag: x\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains(":2: [Prometheus] url = \"here\": not an address"),
                        fault -> assertThat(fault).contains(":3: [Prometheus] prefix = \"my-\": not the beginning"),
                        fault -> assertThat(fault).contains(":4: [Prometheus] rename = \"a:b\": \"a:b\" is no pair"),
                        fault -> assertThat(fault)
                                .contains(":5: [Prometheus] quantiles", "\"95\" is not between 0 and 1"),
                        fault -> assertThat(fault).contains(":6: [Prometheus] max_series = \"0\""),
                        fault -> assertThat(fault)
                                .contains("warning: [Prometheus] tag: unknown key; did you mean \"tags\"?"));
    }
}
