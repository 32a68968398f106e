package io.puypuy.check.rabbitmq368;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.check.rabbitmq.RabbitMqCheck;
import java.io.IOException;
import java.util.List;
import org.pf4j.Extension;

/** {@link RabbitMqCheck} with the section of its former sister, and with the tag {@code queue=all} that its charts ask for. */
@Extension
public final class RabbitMq368Check implements Check {
    private final RabbitMqCheck check = new RabbitMqCheck(Tags.of("queue", "all"));

    @Override
    public String section() {
        return "RabbitMQ 3.6";
    }

    @Override
    public List<Metric> metrics() {
        return check.metrics();
    }

    @Override
    public void configure(Settings settings) {
        check.configure(settings);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        check.collect(run);
    }
}
