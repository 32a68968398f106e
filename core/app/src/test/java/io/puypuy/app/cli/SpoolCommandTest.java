package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.engine.spool.RejectedPoint;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBooks;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolFiles;
import io.puypuy.engine.spool.SpoolListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spool's commands while no daemon runs. */
final class SpoolCommandTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));

    private Path home;
    private Shell shell;

    @BeforeEach
    void install(@TempDir Path home) throws IOException {
        this.home = home;
        shell = new Shell(home);
    }

    private Path folder(String name) {
        return home.resolve("var/spool").resolve(name);
    }

    private Spool spool(String name) {
        Spool spool = new Spool(folder(name), SpoolBounds.of(1000, 1 << 20), SpoolFiles.disk(), CLOCK);
        spool.open(new SpoolBooks() {
            @Override
            public void found(long points) {}

            @Override
            public void dropped(long points) {}

            @Override
            public void onDisk(long files, long bytes) {}
        });
        return spool;
    }

    private static EncodedPoints points(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return EncodedPoints.of(bytes, new int[] {1, bytes.length});
    }

    private static RejectedPoint rejected(String text, RejectedPoint.Form form) {
        return new RejectedPoint(CLOCK.millis(), form, "field type conflict", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Two points wait and three were rejected, one of which was never encoded. */
    private void fill(String name) {
        Spool spool = spool(name);
        spool.put(points("ab"));
        spool.reject(List.of(
                rejected("c", RejectedPoint.Form.ENCODED),
                rejected("d", RejectedPoint.Form.WORDS),
                rejected("e", RejectedPoint.Form.ENCODED)));
    }

    private SpoolListing listing(String name) throws IOException {
        return SpoolListing.read(folder(name), 10);
    }

    @Test
    void showsWhatWaitsAndWhatWasRejectedAndWhy() throws IOException {
        assertThat(shell.run("spool")).isZero();
        assertThat(shell.out.toString()).contains("there is no spool in var/spool");

        fill("default-influxdb");
        shell.write(
                "var/spool/second-kairosdb/rejected/1700000000000.txt",
                "2023-11-14T22:13:20Z\tencoded\tmetric name is too long\t{\"name\":\"a\\x1b[31m\"}\n");
        assertThat(shell.run("spool", "--rejected", "2")).isZero();
        assertThat(shell.out.toString())
                .contains("default-influxdb: 2 points wait in 1 batch, 33 bytes, the oldest since ")
                .contains("(100 s ago); 3 points were rejected")
                .contains(": field type conflict: e")
                .doesNotContain(": field type conflict: c")
                .contains("second-kairosdb: nothing waits; 1 point was rejected")
                .contains(": metric name is too long: {\"name\":\"a [31m\"}");
    }

    @Test
    void retryPutsEncodedPointsBackIntoTheQueue() throws IOException {
        fill("default-influxdb");
        fill("other-carbon");
        assertThat(shell.run("spool", "retry", "default")).isZero();
        assertThat(shell.out.toString())
                .isEqualToIgnoringNewLines(
                        "default-influxdb: in the queue now: 2 rejected points and 2 that waited; 1 stays rejected: never encoded.");
        assertThat(listing("default-influxdb").points()).isEqualTo(4);
        assertThat(listing("default-influxdb").allRejected().points()).isEqualTo(1);
        assertThat(listing("other-carbon").allRejected().points()).isEqualTo(3);
    }

    @Test
    void retryOfNothingIsDone() {
        assertThat(shell.run("spool", "retry")).isZero();
        assertThat(shell.out.toString()).contains("Nothing waits, and nothing was rejected.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "drop"})
    void unknownBackendNamesTheNearest(String command) {
        fill("default-influxdb");
        assertThat(shell.run("spool", command, "default-influxdv")).isEqualTo(2);
        assertThat(shell.err.toString()).contains("did you mean \"default-influxdb\"?");
    }

    @Test
    void dropWithoutTerminalWantsYes() throws IOException {
        fill("default-influxdb");
        assertThat(shell.run("spool", "drop")).isEqualTo(2);
        assertThat(shell.err.toString()).contains("there is no terminal to ask on; say --yes");
        assertThat(listing("default-influxdb").points()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "no", "yess"})
    void dropOnlyIfTheUserSaysSo(String answer) throws IOException {
        fill("default-influxdb");
        shell.typed = Optional.of(answer);
        assertThat(shell.run("spool", "drop")).isEqualTo(1);
        assertThat(shell.out.toString())
                .contains("default-influxdb: 2 points wait in 1 batch")
                .contains("default-influxdb: 3 points were rejected")
                .contains("Delete them for ever?")
                .contains("Nothing was dropped.");
        assertThat(listing("default-influxdb").points()).isEqualTo(2);

        shell.typed = Optional.of(" Y");
        assertThat(shell.run("spool", "drop")).isZero();
        assertThat(shell.out.toString())
                .contains("default-influxdb: 2 waiting points were dropped.")
                .contains("default-influxdb: 3 rejected points were dropped.");
        assertThat(listing("default-influxdb").batches()).isZero();
        assertThat(listing("default-influxdb").allRejected().points()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "drop"})
    void faultySettingsLeaveEverythingAsItIs(String command) throws IOException {
        fill("default-influxdb");
        shell.write("conf/config.ini", "[SelfConfig]\nmax_cache_bytes = ten\n");
        shell.typed = Optional.of("yes");

        assertThat(shell.run("spool", command)).isEqualTo(1);
        assertThat(shell.err.toString()).contains("conf/config.ini:2: [SelfConfig] max_cache_bytes = \"ten\": ");
        assertThat(listing("default-influxdb").points()).isEqualTo(2);
        assertThat(listing("default-influxdb").allRejected().points()).isEqualTo(3);
    }

    @Test
    void dropOfOneKindSparesTheOther() throws IOException {
        fill("default-influxdb");
        assertThat(shell.run("spool", "drop", "--rejected", "--yes")).isZero();
        assertThat(listing("default-influxdb").points()).isEqualTo(2);
        assertThat(listing("default-influxdb").allRejected().points()).isZero();
        assertThat(shell.run("spool", "drop", "--waiting", "--yes", "default-influxdb"))
                .isZero();
        assertThat(listing("default-influxdb").points()).isZero();
        assertThat(shell.run("spool", "drop")).isZero();
        assertThat(shell.out.toString()).contains("There is nothing to drop.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "drop"})
    void helpHasExamples(String command) {
        assertThat(shell.run("spool", command, "--help")).isZero();
        assertThat(shell.out.toString()).contains("Exit code").contains("bin/puypuy spool " + command);
    }
}
