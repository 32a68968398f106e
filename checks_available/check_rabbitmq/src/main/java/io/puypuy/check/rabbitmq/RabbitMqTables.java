package io.puypuy.check.rabbitmq;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.MetricTable;

/**
 * Which fields become which metrics. All are optional: a broker that has seen no message has no rates, a new queue has nothing
 * but its name for some seconds, a stream has no count of messages in memory.
 */
final class RabbitMqTables {
    /** Of the overview, about all messages. */
    static final MetricTable TOTALS = MetricTable.builder()
            .optional("message_stats.publish_details.rate", rate("rabbitmq_publish_rate", "messages that came in"))
            .optional(
                    "message_stats.ack_details.rate", rate("rabbitmq_ack_rate", "messages that consumers acknowledged"))
            .optional(
                    "message_stats.deliver_get_details.rate",
                    rate("rabbitmq_deliver_get_rate", "messages that went out, with or without acknowledgement"))
            .optional(
                    "message_stats.redeliver_details.rate",
                    rate("rabbitmq_redeliver_rate", "messages that went out once more"))
            .optional(
                    "message_stats.deliver_details.rate",
                    rate("rabbitmq_deliver_rate", "messages that went to consumers, which have to acknowledge them"))
            .optional(
                    "message_stats.return_unroutable_details.rate",
                    rate("rabbitmq_return_unroutable_rate", "messages that went back, because no queue wants them"))
            .optional("queue_totals.messages", count("rabbitmq_messages", "messages", "messages in all queues"))
            .optional(
                    "queue_totals.messages_ready",
                    count("rabbitmq_messages_ready", "messages", "messages that wait for a consumer"))
            .optional(
                    "queue_totals.messages_unacknowledged",
                    count(
                            "rabbitmq_messages_unacknowledged",
                            "messages",
                            "messages that consumers have not acknowledged yet"))
            .optional(
                    "queue_totals.messages_details.rate",
                    rate("rabbitmq_messages_details", "change of the messages in all queues"))
            .optional(
                    "queue_totals.messages_ready_details.rate",
                    rate("rabbitmq_messages_ready_details", "change of the messages that wait"))
            .optional(
                    "queue_totals.messages_unacknowledged_details.rate",
                    rate("rabbitmq_messages_unacknowledged_details", "change of the messages not acknowledged yet"))
            .build();

    /** Of the overview, about what there is. */
    static final MetricTable OBJECTS = MetricTable.builder()
            .optional("object_totals.connections", count("rabbitmq_connections", "connections", "open connections"))
            .optional("object_totals.channels", count("rabbitmq_channels", "channels", "open channels"))
            .optional("object_totals.consumers", count("rabbitmq_consumers", "consumers", "consumers of all queues"))
            .optional("object_totals.queues", count("rabbitmq_queues", "queues", "queues"))
            .optional("object_totals.exchanges", count("rabbitmq_exchanges", "exchanges", "exchanges"))
            .build();

    /** Of a node. */
    static final MetricTable NODE = MetricTable.builder()
            .optional("mem_used", count("rabbitmq_node_mem_used", "bytes", "memory in use"))
            .optional(
                    "mem_limit",
                    count("rabbitmq_node_mem_limit", "bytes", "memory above which publishers have to wait"))
            .optional("mem_alarm", count("rabbitmq_node_mem_alarm", "", "1 if publishers wait for memory, else 0"))
            .optional(
                    "disk_free_alarm",
                    count("rabbitmq_node_disk_free_alarm", "", "1 if publishers wait for disk, else 0"))
            .optional("disk_free", count("rabbitmq_node_disk_free", "bytes", "free space of the disk"))
            .optional(
                    "disk_free_limit",
                    count("rabbitmq_node_disk_free_limit", "bytes", "free space below which publishers have to wait"))
            .optional("fd_used", count("rabbitmq_node_fd_used", "descriptors", "open descriptors"))
            .optional("fd_total", count("rabbitmq_node_fd_total", "descriptors", "most descriptors that may be open"))
            .optional("proc_used", count("rabbitmq_node_proc_used", "processes", "Erlang processes"))
            .optional("proc_total", count("rabbitmq_node_proc_total", "processes", "most Erlang processes"))
            .optional("run_queue", count("rabbitmq_node_run_queue", "processes", "Erlang processes that wait to run"))
            .build();

    /** Of a queue. */
    static final MetricTable QUEUE = MetricTable.builder()
            .optional("messages", count("rabbitmq_perqueue_messages", "messages", "messages in the queue"))
            .optional(
                    "messages_ready",
                    count("rabbitmq_perqueue_messages_ready", "messages", "of these, those that wait for a consumer"))
            .optional(
                    "messages_unacknowledged",
                    count(
                            "rabbitmq_perqueue_messages_unacknowledged",
                            "messages",
                            "of these, those that consumers have not acknowledged yet"))
            .optional(
                    "message_stats.publish_details.rate",
                    perSecond("rabbitmq_perqueue_publish", "messages that came in"))
            .optional(
                    "message_stats.deliver_details.rate",
                    perSecond(
                            "rabbitmq_perqueue_deliver",
                            "messages that went to consumers, which have to acknowledge them"))
            .optional("consumers", count("rabbitmq_perqueue_consumers", "consumers", "consumers"))
            .optional("memory", count("rabbitmq_perqueue_memory", "bytes", "memory of the queue's process"))
            .optional(
                    "message_bytes_persistent",
                    count("rabbitmq_message_bytes_persistent", "bytes", "bodies of persistent messages; no streams"))
            .optional(
                    "message_bytes_ram",
                    count("rabbitmq_message_bytes_ram", "bytes", "bodies that are in memory; no streams"))
            .optional(
                    "messages_persistent",
                    count("rabbitmq_messages_persistent", "messages", "persistent messages; no streams"))
            .optional(
                    "messages_ram",
                    count("rabbitmq_messages_ram", "messages", "messages that are in memory; no streams"))
            .build();

    private RabbitMqTables() {}

    private static Metric count(String name, String unit, String help) {
        return Metric.integer(name, unit).type("rabbitmq").help(help);
    }

    // The broker makes the rates itself, of samples that it takes every five seconds.
    private static Metric rate(String name, String help) {
        return perSecond(name, help).chart(ChartType.RATE);
    }

    private static Metric perSecond(String name, String help) {
        return Metric.floating(name, "messages/s").type("rabbitmq").help(help);
    }
}
