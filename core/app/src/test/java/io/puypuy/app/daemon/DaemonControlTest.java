package io.puypuy.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.app.daemon.StandIn.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DaemonControlTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Path home;

    private DaemonFiles files;

    @BeforeEach
    void useHome(@TempDir Path home) {
        this.home = home;
        files = new DaemonFiles(home);
    }

    @AfterEach
    void endWhatRuns() throws InterruptedException {
        stop(Duration.ZERO);
    }

    private DaemonStart.Result start(Manner manner, Duration limit) throws InterruptedException {
        return new DaemonStart(files, StandIn.command(home, manner), firstCycle(limit), news -> {}).start();
    }

    private DaemonStart.Goal firstCycle(Duration limit) {
        return new DaemonStart.Goal(
                limit, "the first cycle", "its first cycle was not stored", pid -> StatusFile.read(files.status())
                        .filter(status -> status.pid() == pid)
                        .isPresent());
    }

    private DaemonStop.Result stop(Duration patience) throws InterruptedException {
        return new DaemonStop(files, patience).stop();
    }

    private static long pid(DaemonStart.Result result) {
        assertThat(result).isInstanceOf(DaemonStart.Started.class);
        return ((DaemonStart.Started) result).pid();
    }

    @Test
    void startReturnsWithTheFirstStoredCycleAndStopEndsIt() throws Exception {
        long pid = pid(start(Manner.STORES, LONG));

        assertThat(DaemonLock.holder(files.lock())).isEqualTo(OptionalLong.of(pid));
        assertThat(stop(LONG)).isInstanceOf(DaemonStop.Stopped.class);
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(DaemonLock.holder(files.lock())).isEmpty();
        assertThat(stop(LONG)).isInstanceOf(DaemonStop.NotRunning.class);
    }

    @Test
    void secondStartNamesTheFirst() throws Exception {
        long pid = pid(start(Manner.STORES, LONG));

        assertThat(start(Manner.STORES, LONG)).isEqualTo(new DaemonStart.AlreadyRunning(pid));
    }

    @Test
    void ofSeveralStartsAtOnceOneWins() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<DaemonStart.Result>> starts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                starts.add(pool.submit(() -> start(Manner.STORES, LONG)));
            }
            List<DaemonStart.Result> results = new ArrayList<>();
            for (Future<DaemonStart.Result> result : starts) {
                results.add(result.get());
            }
            assertThat(results)
                    .filteredOn(DaemonStart.Started.class::isInstance)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(DaemonStart.AlreadyRunning.class::isInstance)
                    .hasSize(2);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void failureIsToldInTheDaemonsOwnWords() throws Exception {
        assertThat(start(Manner.SAYS_WHY_NOT, LONG))
                .isEqualTo(new DaemonStart.Failed("127.0.0.1:20202 is taken by another program"));
    }

    @Test
    void whatNeverStoresIsEnded() throws Exception {
        DaemonStart.Result result = start(Manner.NEVER_STORES, Duration.ofSeconds(2));

        assertThat(result).isInstanceOf(DaemonStart.Failed.class);
        assertThat(((DaemonStart.Failed) result).reason())
                .startsWith("its first cycle was not stored within 2 s, so it was ended");
        assertThat(DaemonLock.holder(files.lock())).isEmpty();
    }

    @Test
    void whatIgnoresTermIsKilledAndNamed() throws Exception {
        long pid = pid(start(Manner.IGNORES_TERM, LONG));

        DaemonStop.Result result = stop(Duration.ofMillis(200));

        assertThat(result).isInstanceOf(DaemonStop.Killed.class);
        assertThat(((DaemonStop.Killed) result).killed())
                .singleElement()
                .asString()
                .startsWith(pid + " (");
    }

    @Test
    void killedDaemonLeavesNothingThatHindersTheNext() throws Exception {
        long first = pid(start(Manner.STORES, LONG));
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Awaitility.await().until(() -> DaemonLock.holder(files.lock()).isEmpty());

        assertThat(pid(start(Manner.STORES, LONG))).isNotEqualTo(first);
    }

    @Test
    void leftOverPidOfAnotherProgramIsNotTouched() throws Exception {
        files.makeFolders();
        long ours = ProcessHandle.current().pid();
        Files.writeString(files.lock(), ours + "\n");

        assertThat(stop(LONG)).isInstanceOf(DaemonStop.NotRunning.class);
        assertThat(pid(start(Manner.STORES, LONG))).isNotEqualTo(ours);
    }

    @Test
    void fileInTheWayIsOneSentence() throws Exception {
        Files.writeString(home.resolve("var"), "");

        DaemonStart.Result result = start(Manner.STORES, LONG);

        assertThat(result).isInstanceOf(DaemonStart.Failed.class);
        assertThat(((DaemonStart.Failed) result).reason())
                .contains(home.resolve("var").toString());
    }

    @Test
    void foldersAreTheOwnersOnly() throws IOException {
        files.makeFolders();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("var/run"))))
                .isEqualTo("rwx------");
    }

    @Test
    void pidFileIsReplacedAndRemovedByItsOwner() throws IOException {
        Path file = home.resolve("somewhere/puypuy.pid");
        PidFile.write(file);
        assertThat(PidFile.read(file))
                .isEqualTo(OptionalLong.of(ProcessHandle.current().pid()));

        Files.writeString(file, "1\n");
        PidFile.remove(file);
        assertThat(file).exists();

        PidFile.write(file);
        PidFile.remove(file);
        assertThat(file).doesNotExist();
    }
}
