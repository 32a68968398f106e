package io.puypuy.check.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Tags;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QueueNamesTest {
    private static String expression(String list) {
        return URLDecoder.decode(QueueNames.parse(list).query(), StandardCharsets.UTF_8);
    }

    @Test
    void wantsAllQueuesUnlessSomeAreNamed() {
        assertThat(QueueNames.parse("").wants("a")).isTrue();
        assertThat(QueueNames.parse(" , ").wants("a")).isTrue();
        assertThat(QueueNames.parse("b, c").wants("a")).isFalse();
        assertThat(QueueNames.parse("b, a c ,d").wants("a c")).isTrue();
        assertThat(QueueNames.parse("mail.*").wants("mail.in")).isTrue();
    }

    @Test
    void asksTheBrokerForThoseQueues() {
        assertThat(expression("")).isEmpty();
        assertThat(expression("beer-queue, mail.*, a b"))
                .isEqualTo("&use_regex=true&name=^(beer-queue|mail\\..*|a\\ b)$");
        assertThat(expression("x".repeat(2_000))).isEmpty();
    }

    @Test
    void tellsQueuesApartWhoseNamesDifferInSigns() {
        assertThat(QueueNames.tags("/", "beer")).isEqualTo(Tags.of("vhost", "/").and("queue", "beer"));
        assertThat(QueueNames.tags("/", "a-b"))
                .isEqualTo(Tags.of("vhost", "/").and("queue", "a_b").and("name", "a-b"));
        assertThat(QueueNames.tags("/", "a-b")).isNotEqualTo(QueueNames.tags("/", "a_b"));
    }
}
