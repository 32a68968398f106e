package io.puypuy.backend.influxdb2;

import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A peer that answers as InfluxDB 2.7 does, by the tests of its own write handler: organization {@code o}, bucket {@code
 * b}, token {@code tok}; the field of the measurement {@code bad} is a float already. Keeps the lines that it stored.
 */
final class Bucket implements AutoCloseable {
    private final RecordingHttpPeer peer = RecordingHttpPeer.start().answer(this::answer);
    private final Set<String> stored = new ConcurrentSkipListSet<>();
    private volatile int partialStatus = 422;
    private volatile String partialWords = "failure writing points to database";

    RecordingHttpPeer peer() {
        return peer;
    }

    /** From now on as version 2.0 did. */
    Bucket old() {
        partialStatus = 500;
        partialWords = "unexpected error writing points to database";
        return this;
    }

    Set<String> stored() {
        return new TreeSet<>(stored);
    }

    private PeerAnswer answer(RecordedRequest request) {
        if (!request.target().getPath().equals("/api/v2/write")) {
            return error(404, "not found", "path not found");
        }
        if (!request.header("Authorization").equals(Optional.of("Token tok"))) {
            return error(401, "unauthorized", "unauthorized access");
        }
        List<String> query = List.of(request.target().getQuery().split("&", -1));
        if (!query.contains("org=o")) {
            return error(404, "not found", "organization name \\\"nope\\\" not found");
        }
        if (!query.contains("bucket=b")) {
            return error(404, "not found", "bucket \\\"nope\\\" not found");
        }
        if (!query.contains("precision=ms")) {
            return error(400, "invalid", "these times would be nanoseconds");
        }
        return write(request.text().lines().toList());
    }

    private PeerAnswer write(List<String> lines) {
        int dropped = 0;
        for (String line : lines) {
            if (line.startsWith("bad,")) {
                dropped++;
            } else {
                stored.add(line);
            }
        }
        return dropped == 0
                ? PeerAnswer.of(204, "")
                : error(
                        partialStatus,
                        partialStatus == 422 ? "unprocessable entity" : "internal error",
                        partialWords + ": partial write: field type conflict: input field \\\"value\\\" on measurement "
                                + "\\\"bad\\\" is type integer, already exists as type float dropped=" + dropped);
    }

    static PeerAnswer error(int status, String code, String message) {
        return PeerAnswer.of(status, "{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}")
                .header("X-Platform-Error-Code", code);
    }

    @Override
    public void close() {
        peer.close();
    }
}
