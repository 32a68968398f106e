package io.puypuy.check.httpapi;

import io.puypuy.api.Settings;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.NameFilter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an answer has to be.
 *
 * @param status empty: any below 400
 * @param body found in the whole body; empty: anything
 */
record Expectation(OptionalInt status, Optional<NameFilter> body) {
    static final Expectation NONE = new Expectation(OptionalInt.empty(), Optional.empty());

    private static final int FIRST_FAULT = 400;
    private static final int LEAST = 100;
    private static final int MOST = 599;

    static Expectation from(Settings settings) {
        OptionalInt status = settings.has("expect_status")
                ? OptionalInt.of((int) settings.integer("expect_status", LEAST, LEAST, MOST))
                : OptionalInt.empty();
        String text = settings.text("expect_body", "");
        return new Expectation(
                status, text.isEmpty() ? Optional.empty() : Optional.of(new NameFilter(List.of("*" + text + "*"))));
    }

    static boolean isUp(HttpReply reply) {
        return reply.status() < FIRST_FAULT;
    }

    boolean hasStatus() {
        return status.isPresent();
    }

    boolean hasBody() {
        return body.isPresent();
    }

    boolean isRightStatus(HttpReply reply) {
        return hasStatus() ? reply.status() == status.getAsInt() : isUp(reply);
    }

    boolean isRightBody(HttpReply reply) {
        return body.isEmpty() || body.get().matches(reply.body());
    }
}
