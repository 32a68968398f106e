package io.puypuy.testkit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Does it in the thread that asks. */
final class Work implements WorkMBean {
    private static final String SERVERS = "bootstrap.servers";
    private static final byte[] VALUE = "hello".getBytes(StandardCharsets.UTF_8);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String servers;

    Work(int port) {
        servers = "127.0.0.1:" + port;
    }

    @Override
    public void produce(String topic, int messages) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(SERVERS, servers, "acks", "all"), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < messages; i++) {
                producer.send(new ProducerRecord<>(topic, VALUE)).get();
            }
        }
    }

    @Override
    public void consume(String topic, int messages) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(SERVERS, servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + LIMIT.toNanos();
            int got = 0;
            while (got < messages) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(got + " messages came instead of " + messages);
                }
                got += consumer.poll(Duration.ofMillis(100)).count();
            }
        }
    }
}
