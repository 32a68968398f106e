package io.puypuy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.api.read.Sockets;
import io.puypuy.engine.read.Readings.Reading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadingsTest {
    private final Readings readings = new Readings();

    private List<String> taken() {
        return readings.take().stream()
                .map(reading -> String.join(
                        " | ",
                        reading.source(),
                        reading.outcome(),
                        Long.toString(reading.bytes()),
                        reading.text().strip()))
                .toList();
    }

    @Test
    void notesRequestsWithoutUserAndHeaders() throws IOException {
        Http http = readings.over((Http) request -> new HttpReply(request.toString(), 404, Map.of(), "no such page"));
        HttpReply reply =
                http.send(HttpRequest.get(URI.create("http://me:secret@a:1/x")).basic("me", "secret"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(taken()).containsExactly("GET http://a:1/x | answered 404 | 12 | no such page");
        assertThat(readings.take()).isEmpty();
    }

    @Test
    void faultIsNotedAndPassedOn() {
        IOException refused = new IOException("cannot connect to a:1: refused");
        Http http = readings.over((Http) request -> {
            throw refused;
        });

        assertThatThrownBy(() -> http.send(HttpRequest.get(URI.create("http://a:1/"))))
                .isSameAs(refused);
        assertThat(taken()).containsExactly("GET http://a:1/ | cannot connect to a:1: refused | 0 | ");
    }

    @Test
    void notesFilesAndFolders(@TempDir Path proc) throws IOException {
        Files.writeString(proc.resolve("stat"), "cpu 1\n");
        KernelFiles files = readings.over(new ProcAndSys(proc, proc));

        assertThat(files.read(files.proc().resolve("stat"))).isEqualTo("cpu 1\n");
        assertThat(files.readIfPresent(files.sys().resolve("gone"))).isEmpty();
        assertThat(files.list(proc)).containsExactly("stat");
        assertThat(taken())
                .containsExactly(
                        proc + "/stat |  | 6 | cpu 1",
                        proc + "/gone | is not there | 0 | ",
                        proc + "/ | 1 names | 4 | stat");
    }

    @Test
    void notesPrograms() throws Exception {
        Programs programs = readings.over((Programs) (command, timeout, most) -> new Programs.Output(3, "out", "err"));

        programs.run(List.of("stat", "-f"), Duration.ofSeconds(1), 9);
        assertThat(taken()).containsExactly("stat -f | ended with code 3 | 6 | outerr");
    }

    @Test
    void questionsToSocketsAreOnlyCounted() throws IOException {
        Sockets sockets = readings.over(new Sockets() {
            @Override
            public String exchange(Peer peer, String question, Predicate<String> complete, Duration limit, int most) {
                return "+OK";
            }

            @Override
            public String exchange(Peer peer, String question, Duration limit, int most) {
                return "imok";
            }

            @Override
            public String deliver(Peer.Tcp peer, Content content, Duration limit, int most) {
                return "";
            }
        });

        sockets.exchange(new Sockets.Peer.Tcp("a", 1, false), "AUTH secret", all -> true, Duration.ofSeconds(1), 9);
        sockets.exchange(new Sockets.Peer.Tcp("b", 1, false), "ruok", Duration.ofSeconds(1), 9);
        sockets.deliver(new Sockets.Peer.Tcp("a", 1, false), out -> {}, Duration.ofSeconds(1), 9);
        assertThat(taken())
                .containsExactly(
                        "a:1, 11 bytes sent | answered | 3 | +OK",
                        "b:1, 4 bytes sent | answered | 4 | imok",
                        "a:1 | answered | 0 | ");
    }

    @Test
    void keepsTheBeginningOfATextAndTheLastThousand() throws IOException {
        Http http = readings.over((Http) request -> new HttpReply(request.toString(), 200, Map.of(), "x".repeat(9000)));
        for (int i = 0; i < 1001; i++) {
            http.send(HttpRequest.get(URI.create("http://a/" + i)));
        }

        List<Reading> kept = readings.take();
        assertThat(kept).hasSize(1000);
        assertThat(kept.get(0).source()).endsWith("/1");
        assertThat(kept.get(0).bytes()).isEqualTo(9000);
        assertThat(kept.get(0).text()).hasSize(4000);
    }
}
