package io.puypuy.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.settings.SelfConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogSetupTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogSetupTest.class);

    private Path folder;

    @BeforeEach
    void use(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        LogSetup.close();
    }

    private Path to(boolean debug) {
        Path file = folder.resolve("puypuy.log");
        LogSetup.to(new SelfConfig.Log(file, debug, 3600, 1), false);
        return file;
    }

    @Test
    void writesOneLineForEachMessageAndTheCause() throws IOException {
        Path file = to(false);
        LOG.info("hello {}", "two\nlines");
        LOG.debug("not asked for");
        LOG.error("with cause", new IOException("full"));
        LogSetup.close();

        assertThat(Files.readAllLines(file).get(0))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d INFO  "
                        + "\\[\\S+] LogSetupTest: hello two\\|lines");
        assertThat(Files.readString(file))
                .doesNotContain("not asked for")
                .contains("LogSetupTest: with cause\n  java.io.IOException: full\n");
    }

    @Test
    void debugLogIsASetting() throws IOException {
        Path file = to(true);
        LOG.debug("asked for");
        LogSetup.close();

        assertThat(Files.readString(file)).contains("DEBUG [").contains("asked for");
    }

    @Test
    void unwritableFileStopsNothing() throws IOException {
        Files.createDirectory(folder.resolve("puypuy.log"));
        to(false);
        LOG.info("goes nowhere");

        assertThat(folder.resolve("puypuy.log")).isDirectory();
    }
}
