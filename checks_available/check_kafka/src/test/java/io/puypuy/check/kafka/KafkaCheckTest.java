package io.puypuy.check.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import org.junit.jupiter.api.Test;

class KafkaCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new KafkaCheck();
    }

    @Override
    protected String ini(int port) {
        return "[Kafka]\njolokia: http://127.0.0.1:" + port + "/jolokia/read\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "kafka-3.9.1";
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new KafkaCheck(), "[Kafka]\njolokia: here\ntimeout: 3\nauth: perhaps\npas: x\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [Kafka] jolokia = \"here\": not an address"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [Kafka] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [Kafka] auth = \"perhaps\": not a truth"),
                        fault -> assertThat(fault)
                                .contains("warning: [Kafka] pas: unknown key; did you mean \"pass\"?"));
    }
}
