package io.puypuy.engine.check;

import io.puypuy.api.read.Json;

/** Sources for checks that read nothing. */
final class NoSources {
    private NoSources() {}

    static Sources make() {
        return new Sources(
                () -> {
                    throw unasked();
                },
                () -> {
                    throw unasked();
                },
                () -> {
                    throw unasked();
                },
                () -> {
                    throw unasked();
                },
                text -> Json.of(text));
    }

    private static AssertionError unasked() {
        return new AssertionError("not asked for");
    }
}
