package io.puypuy.check.rabbitmq368;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;

class RabbitMq368CheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new RabbitMq368Check();
    }

    @Override
    protected String ini(int port) {
        return "[RabbitMQ 3.6]\nstats: http://127.0.0.1:" + port + "\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "all-queues";
    }
}
