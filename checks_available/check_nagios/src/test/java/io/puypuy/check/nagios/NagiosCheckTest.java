package io.puypuy.check.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NagiosCheckTest extends CheckContract {
    /** Plugins of recorded cases take 20 ms. */
    private static final long NANOS = 20_000_000;

    private final AtomicLong nanos = new AtomicLong();

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new NagiosCheck(() -> nanos.getAndAdd(NANOS));
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new NagiosCheck(), """
                        [Nagios]
                        timeout: 3
                        allow_arguments: perhaps
                        empty:
                        open: check_http -p 'secret word
                        good: check_load
                        """))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [Nagios] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [Nagios] allow_arguments = \"perhaps\": not a truth"),
                        fault -> assertThat(fault).startsWith("conf/check.ini:4: [Nagios] empty: no command"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:5: [Nagios] open: a quote ' is not closed")
                                .doesNotContain("secret"));
    }

    @Test
    void withoutPluginsThereIsNothingToReport() throws Exception {
        try (CheckDriver driver = CheckDriver.of(new NagiosCheck(), "[Nagios]\ncheck_period_seconds: 60\n")) {
            assertThat(driver.run(Instant.EPOCH).outcome().state()).isEqualTo(JobStatus.State.NOTHING);
        }
    }

    @Test
    void labelsThatChangeDoNotMakeMetricsWithoutEnd() throws Exception {
        String many = "[Nagios]\nmany: sh -c 'echo \"|$(seq -s \" \" -f p%.0f=1 1 1001)\"'\n";
        try (CheckDriver driver = CheckDriver.of(new NagiosCheck(), many)) {
            CheckResult result = driver.run(Instant.EPOCH);
            assertThat(result.outcome().message()).contains("many: performance data \"p1001\" left out");
            assertThat(result.points()).hasSize(1_000 + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ф%.0f=1", "тысяча-и-%.0f=1"})
    void norDoLabelsThatAreTags(String form) throws Exception {
        String many = "[Nagios]\nmany: sh -c 'echo \"|$(seq -s \" \" -f " + form + " 1 1001)\"'\n";
        try (CheckDriver driver = CheckDriver.of(new NagiosCheck(), many)) {
            CheckResult result = driver.run(Instant.EPOCH);
            assertThat(result.outcome().message()).contains("left out: there have been 1000 other labels");
            assertThat(result.points()).hasSize(1_000 + 2);
        }
    }
}
