package io.puypuy.check.rabbitmq;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Fields;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Messages, nodes and queues of a RabbitMQ broker, 3.6 to 4. Source: RabbitMQ documentation, "Management HTTP API". When the
 * overview cannot be read, the run fails and sends nothing; when nodes or queues cannot, it fails and keeps the rest.
 */
@Extension
public final class RabbitMqCheck implements Check {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:15672");
    private static final String NODES =
            "/api/nodes?columns=name,mem_used,mem_limit,mem_alarm,disk_free,disk_free_limit,"
                    + "disk_free_alarm,fd_used,fd_total,proc_used,proc_total,run_queue";
    // As many as the broker gives.
    private static final int PAGE_SIZE = 500;
    private static final String COLUMNS = "&page_size=" + PAGE_SIZE
            + "&columns=name,vhost,messages,messages_ready,messages_unacknowledged,consumers,memory,"
            + "message_bytes_persistent,message_bytes_ram,messages_persistent,messages_ram,message_stats";
    private static final int DEFAULT_MAX_QUEUES = 1_000;
    private static final int MOST_QUEUES = 4_000;

    private final Tags ofTotals;
    private HttpRequest request = HttpRequest.get(ADDRESS);
    private String base = ADDRESS.toString();
    private boolean queueDetails;
    private QueueNames names = QueueNames.parse("");
    private int maxQueues = DEFAULT_MAX_QUEUES;

    public RabbitMqCheck() {
        this(Tags.none());
    }

    /**
     * A check that has tags of its own for what it says about all messages.
     *
     * @param ofTotals these tags
     */
    public RabbitMqCheck(Tags ofTotals) {
        this.ofTotals = ofTotals;
    }

    @Override
    public String section() {
        return "RabbitMQ";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(RabbitMqTables.TOTALS.metrics());
        metrics.addAll(RabbitMqTables.OBJECTS.metrics());
        metrics.addAll(RabbitMqTables.NODE.metrics());
        metrics.addAll(RabbitMqTables.QUEUE.metrics());
        return metrics;
    }

    @Override
    public void configure(Settings settings) {
        URI address = settings.uri("stats", ADDRESS);
        base = address.toString().replaceAll("/+$", "");
        request = HttpRequest.from(settings, address);
        queueDetails = settings.truth("queue_details", true);
        names = QueueNames.parse(settings.text("desired_queues", ""));
        maxQueues = (int) settings.integer("max_queues", DEFAULT_MAX_QUEUES, 1, MOST_QUEUES);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        Json overview = ask("/api/overview", run);
        if (overview.find("object_totals").isEmpty()
                && overview.find("management_version").isEmpty()) {
            throw CheckException.unexpectedReply("an overview of RabbitMQ", overview.toString());
        }
        run.add(RabbitMqTables.TOTALS, overview, ofTotals);
        run.add(RabbitMqTables.OBJECTS, overview, Tags.none());
        try {
            nodes(run);
        } catch (CheckException | IOException e) {
            run.targetFailed("nodes", e);
        }
        if (queueDetails) {
            try {
                queues(run);
            } catch (CheckException | IOException e) {
                run.targetFailed("queues", e);
            }
        }
    }

    private Json ask(String path, CheckRun run) throws CheckException, IOException {
        return run.json(
                run.http().send(request.address(URI.create(base + path))).ok());
    }

    private void nodes(CheckRun run) throws CheckException, IOException {
        for (Json node : ask(NODES, run).elements()) {
            String name = node.get("name").toString();
            run.add(RabbitMqTables.NODE, nodeFields(node), Tags.of("node", name));
        }
    }

    // Alarms are truth values. Where the broker does not know a number, it has a word for it, or nothing.
    private static Fields nodeFields(Json node) {
        return field -> {
            Optional<String> text = node.text(field);
            if (text.equals(Optional.of("true"))) {
                return Optional.of(1L);
            }
            if (text.equals(Optional.of("false"))) {
                return Optional.of(0L);
            }
            boolean word = text.isPresent() && text.get().matches("[A-Za-z_]*");
            return word ? Optional.empty() : node.number(field);
        };
    }

    private void queues(CheckRun run) throws CheckException, IOException {
        Set<Tags> seen = new HashSet<>();
        long pages = 1;
        for (long page = 1; page <= pages; page++) {
            Json reply = ask("/api/queues?page=" + page + COLUMNS + names.query(), run);
            long found = reply.number("filtered_count").orElse(0L).longValue();
            if (found > maxQueues) {
                throw new CheckException(found + " queues, more than max_queues, which is " + maxQueues
                        + "; name those that matter in desired_queues");
            }
            pages = Math.min(found, reply.number("page_count").orElse(1L).longValue());
            for (Json queue : reply.get("items").elements()) {
                String name = queue.get("name").toString();
                Tags tags = QueueNames.tags(queue.get("vhost").toString(), name);
                // One may be on two pages, when another was deleted in between.
                if (names.wants(name) && seen.add(tags)) {
                    run.add(RabbitMqTables.QUEUE, queue, tags);
                }
            }
        }
    }
}
