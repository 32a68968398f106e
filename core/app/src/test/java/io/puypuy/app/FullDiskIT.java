package io.puypuy.app;

import static io.puypuy.app.Installed.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.puypuy.app.Installed.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, for which var/ is a small file system that only the daemon sees. */
final class FullDiskIT {
    private static final int ROWS = 4000;
    private static final String MOUNT = "mount -t tmpfs -o size=64m,mode=0700 tmpfs \"$1/var\" || exit 99; ";

    private Path folder;
    private Installed puypuy;

    @BeforeEach
    void install(@TempDir Path folder) throws Exception {
        this.folder = folder;
        puypuy = Installed.in(folder);
        assumeTrue(Installed.run(JAVA, inOwnMounts(MOUNT)).code() == 0, "mounting a file system is not permitted here");
    }

    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    /** A shell whose mounts nobody else sees; $1 is the installation. */
    private List<String> inOwnMounts(String script) {
        return List.of("unshare", "--mount", "sh", "-c", script, "sh", puypuy.home.toString());
    }

    @Test
    void pointsWaitInMemoryAndAreStoredWhenThereIsRoomAgain() throws Exception {
        // So many that the store needs room in every cycle.
        puypuy.addScript("check_many.sh", "#!/bin/sh\nseq 1 " + ROWS + " | sed 's/.*/many 1 test stack n=&/'\n");
        Process daemon = run();
        try {
            Path filler = Path.of("/proc/" + daemon.pid() + "/root" + puypuy.home + "/var/filler");
            JsonNode first = awaitBooks("something is stored", "/delivered", ROWS);
            assertBalance(first);

            fill(filler);
            JsonNode waiting = awaitBooks("several cycles wait", "/waiting", 3 * ROWS);
            assertBalance(waiting);
            assertThat(backend().path("state").asText()).isEqualTo("RETRYING");
            assertThat(backend().path("message").asText()).contains("No space left");

            Files.delete(filler);
            await("all of it is stored")
                    .untilAsserted(() -> assertThat(books().path("delivered").asLong())
                            .isGreaterThan(waiting.path("collected").asLong()));
            JsonNode last = books();
            assertBalance(last);
            assertThat(last.path("dropped").asLong()).isZero();
            assertThat(last.path("rejected").asLong()).isZero();
            assertThat(stored())
                    .isGreaterThanOrEqualTo(waiting.path("collected").asLong() / (2 * ROWS));
        } finally {
            daemon.destroy();
            daemon.onExit().join();
        }
        assertThat(daemon.exitValue()).isZero();
    }

    private Process run() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(inOwnMounts(MOUNT + "exec \"$1/bin/puypuy\" run")).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PUYPUY_"));
        builder.environment().put("JAVA_HOME", JAVA.toString());
        return builder.redirectOutput(folder.resolve("output").toFile()).start();
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 2000; i++) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
            return;
        }
        throw new AssertionError("the small file system took 128 MB");
    }

    private JsonNode backend() throws IOException, InterruptedException {
        return puypuy.ask("status").at("/backends/0");
    }

    private JsonNode books() throws IOException, InterruptedException {
        return backend().path("books");
    }

    private JsonNode awaitBooks(String what, String field, long atLeast) {
        AtomicReference<JsonNode> seen = new AtomicReference<>();
        await(what).ignoreExceptions().until(() -> {
            JsonNode books = books();
            seen.set(books);
            return books.at(field).asLong() >= atLeast;
        });
        return seen.get();
    }

    private static void assertBalance(JsonNode books) {
        assertThat(books.path("collected").asLong())
                .isEqualTo(books.path("delivered").asLong()
                        + books.path("rejected").asLong()
                        + books.path("dropped").asLong()
                        + books.path("waiting").asLong());
    }

    /** How often the store has one of the series. */
    private long stored() throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        JsonNode answer = puypuy.ask(
                "query?metric=many&tag.n=7&agg=sum&step=60000&from=" + (now - 300_000) + "&to=" + (now + 60_000));
        List<Long> sums = new ArrayList<>();
        answer.at("/series/0/values").forEach(value -> sums.add(value.asLong()));
        return sums.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void startOnAFullDiskIsOneSentence() throws Exception {
        Ended started = Installed.run(
                JAVA,
                inOwnMounts(MOUNT + "cat /dev/zero > \"$1/var/filler\" 2>/dev/null; exec \"$1/bin/puypuy\" start"));

        assertThat(started.code()).isEqualTo(1);
        assertThat(started.text().lines().filter(line -> !line.startsWith("Preparing")))
                .singleElement()
                .asString()
                .contains("not started")
                .contains("is full");
    }
}
