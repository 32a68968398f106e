package io.puypuy.testkit.kafka;

/** What tests have a client of the broker do, over Jolokia: {@code puypuy.testkit:type=Work}. */
public interface WorkMBean {
    /** Sends messages to a topic, each in a request of its own, and waits until each is stored. */
    void produce(String topic, int messages) throws Exception;

    /** Reads a topic from its beginning until that many messages have come. */
    void consume(String topic, int messages) throws Exception;
}
