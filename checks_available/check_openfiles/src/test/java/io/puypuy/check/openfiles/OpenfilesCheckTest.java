package io.puypuy.check.openfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenfilesCheckTest extends CheckContract {
    private static final int FILES = 25;

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new OpenfilesCheck(
                file -> tree.folder().resolve("root").resolve(file.getRoot().relativize(file)));
    }

    private static long number(CheckResult result, String metric) {
        return result.points(metric).get(0).integer();
    }

    @Test
    void countsTheFilesThatWereOpened(@TempDir Path folder) throws Exception {
        long ownNumber = ProcessHandle.current().pid();
        Path pidFile = Files.writeString(folder.resolve("tests.pid"), ownNumber + "\n");
        try (CheckDriver driver =
                CheckDriver.of(new OpenfilesCheck(), "[Open Files]\nTests: " + pidFile + "\njava: java\n")) {
            // The virtual machine opens files of its own too: sooner or later it does not for a moment.
            await().untilAsserted(() -> {
                CheckResult before = driver.run(Instant.now());
                CheckResult after = withFiles(folder, driver);
                assertThat(before.outcome().message()).isEmpty();
                assertThat(number(after, "openfiles_tests")).isEqualTo(number(before, "openfiles_tests") + FILES);
                assertThat(number(after, "openfiles_tests_processes")).isEqualTo(1);
                assertThat(after.points("openfiles_tests_percent").get(0).floating())
                        .isEqualTo(100.0 * number(after, "openfiles_tests") / number(after, "openfiles_tests_limit"));
                assertThat(number(after, "openfiles_java_processes")).isPositive();
                assertThat(number(after, "openfiles_system_used")).isPositive();
            });
        }
    }

    private static CheckResult withFiles(Path folder, CheckDriver driver) throws IOException, InterruptedException {
        List<InputStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < FILES; i++) {
                open.add(Files.newInputStream(folder.resolve("tests.pid")));
            }
            return driver.run(Instant.now());
        } finally {
            for (InputStream file : open) {
                file.close();
            }
        }
    }

    @Test
    void namesTheKeyThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new OpenfilesCheck(), "[Open Files]\nmy program: x\nsystem_used: nginx\nnginx:\nphp-fpm: y\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith(
                                        "conf/check.ini:2: [Open Files] my program = \"x\": not a part of a metric"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "conf/check.ini:3: [Open Files] system_used = \"nginx\": a name of the machine"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [Open Files] nginx")
                                .contains("empty; write a program's name"));
    }
}
