package io.puypuy.app;

import static io.puypuy.app.Installed.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator changes while the daemon runs; one daemon for all of it, so that none disturbs another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RunningDaemonIT {
    private static final String UNDISTURBED = "check_load_average";

    private Installed puypuy;
    private long pid;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        puypuy = Installed.in(folder);
        pid = puypuy.start();
    }

    @AfterAll
    void stop() throws Exception {
        try (Installed ending = puypuy) {
            assertThat(ending.pid()).as("the daemon ran all the time").hasValue(pid);
            assertThat(ending.puypuy("stop").code()).isZero();
        }
    }

    private EngineStatus status() {
        return puypuy.status().orElseThrow();
    }

    private JobStatus job(String name) {
        return puypuy.job(name).orElseThrow();
    }

    /** Waits for the end of the second cycle from now, the first of which may have begun before now. */
    private void awaitNextCycle() {
        long now = status().cycles();
        await("a whole cycle").until(() -> status().cycles() >= now + 2);
    }

    /** The check that is left alone ran in every cycle since, with the same job. */
    private void assertUndisturbed(EngineStatus before, JobStatus undisturbed) {
        EngineStatus now = status();
        JobStatus job = now.jobs().stream()
                .filter(any -> any.name().equals(UNDISTURBED))
                .findFirst()
                .orElseThrow();
        assertThat(job.runs() - undisturbed.runs()).isEqualTo(now.cycles() - before.cycles());
        assertThat(job.failures()).isEqualTo(undisturbed.failures());
        assertThat(job.skipped()).isEqualTo(undisturbed.skipped());
    }

    private static JobStatus undisturbed(EngineStatus status) {
        return status.jobs().stream()
                .filter(job -> job.name().equals(UNDISTURBED))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void symlinkEnablesAndDisablesACheckWithinOnePeriod() throws Exception {
        EngineStatus before = status();
        Path link = puypuy.home.resolve("checks_enabled/check_memory");
        assertThat(job("check_memory").runs()).isPositive();

        Files.delete(link);
        awaitNextCycle();
        assertThat(puypuy.job("check_memory")).isEmpty();

        Files.createSymbolicLink(link, Path.of("../checks_available/check_memory"));
        awaitNextCycle();
        assertThat(job("check_memory").state()).isEqualTo(JobStatus.State.OK);
        assertThat(job("check_memory").runs()).isBetween(1L, 3L);

        assertThat(puypuy.puypuy("disable", "check_disks").code()).isZero();
        awaitNextCycle();
        assertThat(puypuy.job("check_disks")).isEmpty();
        assertThat(puypuy.puypuy("enable", "check_disks").code()).isZero();
        awaitNextCycle();
        assertThat(job("check_disks").state()).isEqualTo(JobStatus.State.OK);

        assertUndisturbed(before, undisturbed(before));
        assertThat(status().problems()).isEmpty();
    }

    @Test
    void theStatusDoesNotCallWaitingWhatIsDeliveredAtOnce() {
        await("a status after the delivery of its batch")
                .until(() -> status().backends().get(0).books().waiting() == 0);
    }

    @Test
    void addedScriptIsInTheStoreAndARemovedOneIsGone() throws Exception {
        EngineStatus before = status();
        puypuy.addScript("check_answer.sh", "#!/bin/sh\necho the_answer 42 test stack colour=blue\n");

        await("its points are in the store").untilAsserted(() -> assertThat(
                        puypuy.ask("query?metric=the_answer&from=" + (System.currentTimeMillis() - 60_000))
                                .at("/series/0/last")
                                .asDouble())
                .isEqualTo(42));
        assertThat(puypuy.ask("tags?metric=the_answer").at("/tags/colour/0").asText())
                .isEqualTo("blue");

        Files.delete(puypuy.home.resolve("scripts_enabled/check_answer.sh"));
        awaitNextCycle();
        assertThat(puypuy.job("check_answer.sh")).isEmpty();
        assertUndisturbed(before, undisturbed(before));
    }

    @Test
    void hangingScriptIsKilledAndCostsNobodyElseAPoint(@TempDir Path folder) throws Exception {
        EngineStatus before = status();
        Path pids = folder.resolve("pids");
        puypuy.addScript(
                "check_hangs.sh",
                "#!/bin/sh\ntrap '' TERM\necho $$ >> '" + pids + "'\nsleep 1000 &\necho $! >> '" + pids
                        + "'\nwhile :; do wait; done\n");

        await("it times out twice").until(() -> puypuy.job("check_hangs.sh")
                .filter(job -> job.timeouts() >= 2)
                .isPresent());
        assertThat(puypuy.puypuy("status").text()).contains("check_hangs.sh");
        Files.delete(puypuy.home.resolve("scripts_enabled/check_hangs.sh"));

        await("nothing of it is left").untilAsserted(() -> {
            for (String started : Files.readAllLines(pids)) {
                assertThat(ProcessHandle.of(Long.parseLong(started))).isEmpty();
            }
        });
        assertUndisturbed(before, undisturbed(before));
    }

    @Test
    void changedConfigurationIsUsedAndAFaultyOneReported() throws Exception {
        JobStatus before = job(UNDISTURBED);
        puypuy.configure("location = cellar", "");
        await("the new one is in use").until(() -> status().origin().location().equals("cellar"));

        puypuy.configure("max_concurrent_checks = many", "");
        String system = Files.readString(puypuy.home.resolve("conf/system.ini"));
        puypuy.write("conf/system.ini", system.replaceFirst("high: 95", "high: ninety"));
        await("both faults are reported").untilAsserted(() -> assertThat(status().problems())
                .hasSize(2)
                .anyMatch(fault -> fault.contains("config.ini:3") && fault.contains("\"many\""))
                .anyMatch(fault -> fault.contains("\"ninety\"")));
        assertThat(puypuy.puypuy("status").text()).contains("config.ini:3").contains("\"ninety\"");
        assertThat(status().origin().location()).isEqualTo("cellar");
        awaitNextCycle();

        puypuy.write("conf/system.ini", system);
        puypuy.configure("", "");
        await("the mended one is in use")
                .until(() -> status().problems().isEmpty()
                        && status().origin().location().isEmpty());
        JobStatus now = job(UNDISTURBED);
        assertThat(now.failures()).isEqualTo(before.failures());
        assertThat(now.skipped()).isEqualTo(before.skipped());
    }

    @Test
    void checkIsDisabledAlsoWhileTheConfigurationIsFaulty() throws Exception {
        puypuy.configure("max_concurrent_checks = many", "");
        Path link = puypuy.home.resolve("checks_enabled/check_network_bytes");
        Files.delete(link);
        await("fault and removal in one look")
                .until(() -> status().problems().size() == 1
                        && puypuy.job("check_network_bytes").isEmpty());

        Files.createSymbolicLink(link, Path.of("../checks_available/check_network_bytes"));
        puypuy.configure("", "");
        await("it is back")
                .until(() -> status().problems().isEmpty()
                        && puypuy.job("check_network_bytes").isPresent());
    }

    @Test
    void changedPeriodIsUsedFromTheNextCycleOn() throws Exception {
        puypuy.write(
                "conf/config.ini",
                "[SelfConfig]\ncheck_period_seconds = 2\n[TSDB]\ntsdtype = Embedded\n[Server]\nport = " + puypuy.port
                        + "\n");
        await("the new period").until(() -> status().periodMillis() == 2000);
        awaitNextCycle();
        assertThat(job(UNDISTURBED).state()).isEqualTo(JobStatus.State.OK);

        puypuy.configure("", "");
        await("the old period").until(() -> status().periodMillis() == 1000);
    }

    @Test
    void hangUpReadsTheConfigurationAgain() throws Exception {
        long before = reloads();
        hangUp();
        await("it is read again").until(() -> reloads() > before);
    }

    private long reloads() throws IOException {
        return puypuy.log()
                .lines()
                .filter(line -> line.contains("the configuration was read again"))
                .count();
    }

    private void hangUp() throws IOException, InterruptedException {
        Installed.run(Path.of(System.getProperty("java.home")), List.of("kill", "-HUP", Long.toString(pid)));
    }

    @Test
    void logBeginsAnewAfterItsSeconds() throws Exception {
        puypuy.configure("log_file = var/log/short.log\nlog_rotate_seconds = 1\nlog_rotate_backups = 2", "");
        Path logs = puypuy.home.resolve("var/log");

        await("two old files").until(() -> {
            hangUp();
            return Files.exists(logs.resolve("short.log.2"));
        });
        String oldest = Files.readString(logs.resolve("short.log.2"));
        await("a fourth begins").until(() -> {
            hangUp();
            return !Files.readString(logs.resolve("short.log.2")).equals(oldest);
        });
        assertThat(logs.resolve("short.log.3")).doesNotExist();
        assertThat(oldest).contains("the configuration was read again");

        puypuy.configure("", "");
        await("the old file again").until(() -> {
            long before = reloads();
            hangUp();
            awaitNextCycle();
            return reloads() > before;
        });
    }
}
