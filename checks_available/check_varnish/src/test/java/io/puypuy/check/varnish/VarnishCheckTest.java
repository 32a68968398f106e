package io.puypuy.check.varnish;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarnishCheckTest extends CheckContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new VarnishCheck();
    }

    @ParameterizedTest
    @CsvSource({
        "varnish, '', puypuy, sudo -n -u varnish -- /bin/varnishstat -t 1 -j",
        "varnish, '', varnish, /bin/varnishstat -t 1 -j",
        "varnish, '', root, /bin/varnishstat -t 1 -j",
        "none, /srv/varnish one, puypuy, /bin/varnishstat -n /srv/varnish one -t 1 -j"
    })
    void runsTheToolAsTheUser(String user, String name, String ownUser, String command) {
        assertThat(String.join(" ", VarnishCheck.command("/bin/varnishstat", user, name, ownUser)))
                .isEqualTo(command);
    }

    // What Varnish 4.0's prints, which has no option -t.
    @Test
    void readsAToolThatKnowsNoTimeLimit(@TempDir Path folder) throws Exception {
        Path tool = Files.writeString(folder.resolve("varnishstat"), """
                #!/bin/sh
                case " $* " in
                  *" -t "*) printf 'No VSM error\\nusage: varnishstat [-1lV] [-f field_list] [-w delay]\\n' >&2; exit 1 ;;
                  *) echo '{"timestamp": "2026-11-27T12:00:00", "MAIN.uptime": {"flag": "c", "value": 7}}' ;;
                esac
                """);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        try (CheckDriver driver = CheckDriver.of(
                new VarnishCheck(), "[Varnish]\nvarnishuser: none\nname: one\nvarnishstat: " + tool + "\n")) {
            CheckResult result = driver.run(Instant.EPOCH);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("varnish_uptime").get(0).integer()).isEqualTo(7);
        }
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new VarnishCheck(), "[Varnish]\ntimeout: 3\nvarnish_stat: /bin/varnishstat\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [Varnish] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .contains("warning: [Varnish] varnish_stat: unknown key; did you mean"));
    }
}
