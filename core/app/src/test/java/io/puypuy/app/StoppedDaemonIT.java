package io.puypuy.app;

import static io.puypuy.app.Installed.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.app.Installed.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stop} while something hangs. */
final class StoppedDaemonIT {
    private static final Duration MOST = Duration.ofSeconds(12);

    @Test
    void stopEndsAHangingScriptAndCheckInTime(@TempDir Path folder) throws Exception {
        try (Installed puypuy = Installed.in(folder)) {
            // Opening a pipe that nobody writes to waits for ever and hears no interrupt.
            Path proc = Files.createDirectories(folder.resolve("proc"));
            assertThat(Installed.run(
                                    Path.of(System.getProperty("java.home")),
                                    List.of("mkfifo", proc.resolve("loadavg").toString()))
                            .code())
                    .isZero();
            puypuy.configure("check_timeout_seconds = 600\nproc_root = " + proc, "");
            Path pids = folder.resolve("pids");
            puypuy.addScript(
                    "check_hangs.sh",
                    "#!/bin/sh\ntrap '' TERM\necho $$ >> '" + pids + "'\nwhile :; do sleep 1000; done\n");
            long pid = puypuy.start();
            await("the script hangs").until(() -> Files.exists(pids));

            long begin = System.nanoTime();
            Ended stopped = puypuy.puypuy("stop");
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(stopped.code()).as(stopped.text()).isZero();
            assertThat(stopped.text()).containsPattern("process " + pid + ", ended after|killed: " + pid);
            assertThat(took).isLessThan(MOST);
            assertThat(ProcessHandle.of(pid)).isEmpty();
            await("nothing of the script is left").untilAsserted(() -> {
                for (String started : Files.readAllLines(pids)) {
                    assertThat(ProcessHandle.of(Long.parseLong(started))).isEmpty();
                }
            });
        }
    }
}
