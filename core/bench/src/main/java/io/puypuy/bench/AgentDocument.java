package io.puypuy.bench;

import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.pattoo.document.AgentData;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.pattoo.document.Datapoint;
import io.puypuy.pattoo.document.DocumentWriter;
import io.puypuy.pattoo.document.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The document of one agent, like that of the OS agents: half of the datapoints are counters, the others have a few digits; six
 * entries of metadata that all share, and one that each has of its own. All that changes from one to the next is the time.
 * Used by one thread.
 */
final class AgentDocument {
    private static final long INTERVAL_MILLIS = 60_000;

    private final String agentId;
    private final byte[] body;
    private final int[] times;

    AgentDocument(int number, int datapoints, long timestamp) {
        agentId = String.format(Locale.ROOT, "%064x", 0x5eed0000L + number);
        EncodeBuffer out = new EncodeBuffer();
        DocumentWriter.write(data(number, datapoints, timestamp), out);
        body = out.toByteArray();
        times = places(Long.toString(timestamp).getBytes(StandardCharsets.US_ASCII));
    }

    private AgentData data(int number, int datapoints, long timestamp) {
        String host = "host" + number + ".example.org";
        AgentIdentity identity = new AgentIdentity(agentId, "pattoo_agent_os_autonomousd", host);
        Target target = new Target(host);
        for (int i = 0; i < datapoints; i++) {
            boolean counter = i % 2 == 0;
            target.add(Datapoint.of(
                            "network_io_bytes_" + i % 40,
                            counter ? (Object) (1_000_000L * i + 12_345) : (Object) (i / 10.0),
                            counter ? DataType.COUNTER64 : DataType.FLOAT)
                    .at(timestamp)
                    .with("network_io_interface", "eth" + i / 40)
                    .withUnchecked("release", "6.1.0-18-amd64")
                    .withUnchecked("version", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)")
                    .with("processor", "")
                    .with("type", "Linux")
                    .with("cpus", 8L)
                    .with("hostname", host));
        }
        return new AgentData(identity, INTERVAL_MILLIS, timestamp).add(target);
    }

    private int[] places(byte[] wanted) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at <= body.length - wanted.length; at++) {
            if (Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                places.add(at);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    String agentId() {
        return agentId;
    }

    /** Head and body of the request at that time. */
    byte[] request(long timestamp) {
        return request("", at(timestamp));
    }

    byte[] zippedRequest(long timestamp) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(at(timestamp));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return request("Content-Encoding: gzip\r\n", bytes.toByteArray());
    }

    private byte[] at(long timestamp) {
        byte[] digits = Long.toString(timestamp).getBytes(StandardCharsets.US_ASCII);
        for (int place : times) {
            System.arraycopy(digits, 0, body, place, digits.length);
        }
        return body;
    }

    private byte[] request(String header, byte[] content) {
        byte[] head = ("POST /pattoo/api/v1/agent/receive/" + agentId + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + "Content-Type: application/json\r\n" + header + "Content-Length: " + content.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        return request;
    }
}
