package io.puypuy.engine.read;

import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.api.read.Sockets;
import io.puypuy.engine.plugin.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Notes what is read from sources, for somebody who wants to see it; the sources work as before. Keeps the last {@value
 * #MOST}. Headers and questions to sockets, which may hold passwords, are not noted. Thread-safe.
 */
public final class Readings {
    private static final int MOST = 1_000;
    private static final int MOST_TEXT = 4_000;

    private final List<Reading> noted = new ArrayList<>();

    /**
     * One thing that was read, or could not be.
     *
     * @param source what was asked for: a request, a file, a program with its arguments, a server
     * @param outcome {@code answered 200}, {@code ended with code 0}, a fault, or empty if there is nothing to say
     * @param bytes of what was read
     * @param text its beginning, at most {@value #MOST_TEXT} characters; as it came, passwords included
     */
    public record Reading(String source, String outcome, long bytes, Duration took, String text) {}

    private record Seen(String outcome, long bytes, String text) {
        static Seen text(String outcome, String text) {
            return new Seen(outcome, text.getBytes(StandardCharsets.UTF_8).length, text);
        }
    }

    private interface Asking<T, X extends Exception> {
        T ask() throws IOException, X;
    }

    /** What was read since the last call, in the order in which it ended. */
    public synchronized List<Reading> take() {
        List<Reading> taken = List.copyOf(noted);
        noted.clear();
        return taken;
    }

    private <T, X extends Exception> T noting(String source, Asking<T, X> asking, Function<T, Seen> seen)
            throws IOException, X {
        long begin = System.nanoTime();
        try {
            T answer = asking.ask();
            note(source, begin, seen.apply(answer));
            return answer;
        } catch (Exception fault) {
            note(source, begin, new Seen(Failure.phrase(fault), 0, ""));
            throw fault;
        }
    }

    private synchronized void note(String source, long begin, Seen seen) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        String head = seen.text.substring(0, Math.min(MOST_TEXT, seen.text.length()));
        if (noted.size() == MOST) {
            noted.remove(0);
        }
        noted.add(new Reading(source, seen.outcome, seen.bytes, took, head));
    }

    /** The same requests, noted. */
    public Http over(Http http) {
        return request -> noting(request.toString(), () -> http.send(request), Readings::seen);
    }

    private static Seen seen(HttpReply reply) {
        return new Seen("answered " + reply.status(), reply.bytes().length, reply.body());
    }

    /** The same programs, noted. */
    public Programs over(Programs programs) {
        return (command, timeout, maxBytes) -> noting(
                String.join(" ", command),
                () -> programs.run(command, timeout, maxBytes),
                output -> Seen.text("ended with code " + output.exitCode(), output.out() + output.err()));
    }

    /** The same files, noted. */
    public KernelFiles over(KernelFiles files) {
        return new KernelFiles() {
            @Override
            public Path proc() {
                return files.proc();
            }

            @Override
            public Path sys() {
                return files.sys();
            }

            @Override
            public String read(Path file) throws IOException {
                return noting(file.toString(), () -> files.read(file), text -> Seen.text("", text));
            }

            @Override
            public Optional<String> readIfPresent(Path file) throws IOException {
                return noting(
                        file.toString(), () -> files.readIfPresent(file), text -> text.map(some -> Seen.text("", some))
                                .orElse(new Seen("is not there", 0, "")));
            }

            @Override
            public List<String> list(Path folder) throws IOException {
                return noting(
                        folder + "/",
                        () -> files.list(folder),
                        names -> Seen.text(names.size() + " names", String.join("\n", names)));
            }
        };
    }

    private String noting(Sockets.Peer peer, String question, Asking<String, IOException> asking) throws IOException {
        return noting(
                peer + ", " + question.length() + " bytes sent",
                asking,
                answer -> new Seen("answered", answer.length(), answer));
    }

    /** The same exchanges, noted. */
    public Sockets over(Sockets sockets) {
        return new Sockets() {
            @Override
            public String exchange(
                    Peer peer, String question, Predicate<String> complete, Duration timeout, int maxBytes)
                    throws IOException {
                return noting(peer, question, () -> sockets.exchange(peer, question, complete, timeout, maxBytes));
            }

            @Override
            public String exchange(Peer peer, String question, Duration timeout, int maxBytes) throws IOException {
                return noting(peer, question, () -> sockets.exchange(peer, question, timeout, maxBytes));
            }

            @Override
            public String deliver(Peer.Tcp peer, Content content, Duration timeout, int maxBytes) throws IOException {
                return noting(
                        peer.toString(),
                        () -> sockets.deliver(peer, content, timeout, maxBytes),
                        answer -> new Seen("answered", answer.length(), answer));
            }
        };
    }
}
