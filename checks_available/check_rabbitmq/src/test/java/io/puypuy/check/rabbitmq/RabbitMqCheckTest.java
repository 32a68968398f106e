package io.puypuy.check.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import org.junit.jupiter.api.Test;

class RabbitMqCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new RabbitMqCheck();
    }

    @Override
    protected String ini(int port) {
        return "[RabbitMQ]\nstats: http://127.0.0.1:" + port + "/\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "rabbitmq-3.10";
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new RabbitMqCheck(),
                        "[RabbitMQ]\nstats: 15672\nqueue_details: all\nmax_queues: 0\ndesired_queue: a\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains(":2: [RabbitMQ] stats = \"15672\": not an address"),
                        fault -> assertThat(fault).contains(":3: [RabbitMQ] queue_details = \"all\": not a truth"),
                        fault -> assertThat(fault).contains(":4: [RabbitMQ] max_queues = \"0\""),
                        fault -> assertThat(fault).contains("unknown key; did you mean \"desired_queues\"?"));
    }
}
