package io.puypuy.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Eight clients that post documents of pattoo's agents over connections that stay open, each waiting for its answer before it
 * posts the next one. What is posted is made before the clock runs, so that the server gets most of the processors. Run by
 * {@code core/bench/server}.
 */
public final class AgentLoad {
    private static final int CLIENTS = 8;
    private static final int INTERVAL_MILLIS = 1_000;

    private final int port;
    private final boolean zipped;
    private final List<List<AgentDocument>> ofClients = new ArrayList<>();
    private long timestamp;

    private AgentLoad(int port, int agents, int datapoints, boolean zipped) {
        this.port = port;
        this.zipped = zipped;
        for (int client = 0; client < CLIENTS; client++) {
            ofClients.add(new ArrayList<>());
        }
        timestamp = System.currentTimeMillis() / INTERVAL_MILLIS * INTERVAL_MILLIS - TimeUnit.HOURS.toMillis(20);
        for (int agent = 0; agent < agents; agent++) {
            ofClients.get(agent % CLIENTS).add(new AgentDocument(agent, datapoints, timestamp));
        }
    }

    /**
     * Arguments: port, agents, datapoints of a document, {@code plain} or {@code gzip}, rounds to warm up, rounds that count,
     * file for what was posted. A round is one document of each agent. Prints datapoints a second: new ones, then those
     * that were known.
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int agents = Integer.parseInt(args[1]);
        int datapoints = Integer.parseInt(args[2]);
        int warmUp = Integer.parseInt(args[4]);
        int counted = Integer.parseInt(args[5]);
        AgentLoad load = new AgentLoad(Integer.parseInt(args[0]), agents, datapoints, args[3].equals("gzip"));
        long samples = (long) agents * datapoints;
        double fresh = load.rounds(1);
        if (warmUp > 0) {
            load.rounds(warmUp);
        }
        double known = load.rounds(counted);
        Files.writeString(
                Path.of(args[6]),
                load.ofClients.stream()
                        .flatMap(List::stream)
                        .map(document -> document.agentId() + " " + (1 + warmUp + counted) + "\n")
                        .reduce("", String::concat));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.printf(Locale.ROOT, "%.0f %.0f%n", samples / fresh, samples * counted / known);
    }

    /** Posts so many documents of each agent; the seconds it took. */
    private double rounds(int rounds) throws InterruptedException, ExecutionException {
        long first = timestamp;
        timestamp += (long) rounds * INTERVAL_MILLIS;
        List<Callable<Void>> clients = new ArrayList<>();
        for (List<AgentDocument> documents : ofClients) {
            List<byte[]> made = zipped ? zipped(documents, rounds, first) : List.of();
            clients.add(() -> client(documents, rounds, first, made));
        }
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            long start = System.nanoTime();
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            threads.shutdown();
        }
    }

    private static List<byte[]> zipped(List<AgentDocument> documents, int rounds, long first) {
        List<byte[]> made = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (AgentDocument document : documents) {
                made.add(document.zippedRequest(first + (long) round * INTERVAL_MILLIS));
            }
        }
        return made;
    }

    private Void client(List<AgentDocument> documents, int rounds, long first, List<byte[]> made) throws IOException {
        try (AgentConnection connection = new AgentConnection(port)) {
            int next = 0;
            for (int round = 0; round < rounds; round++) {
                for (AgentDocument document : documents) {
                    connection.post(
                            zipped ? made.get(next++) : document.request(first + (long) round * INTERVAL_MILLIS));
                }
            }
        }
        return null;
    }
}
