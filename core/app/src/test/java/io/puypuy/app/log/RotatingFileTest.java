package io.puypuy.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RotatingFileTest {
    private Path folder;

    private final SetClock clock = new SetClock();

    @BeforeEach
    void use(@TempDir Path folder) {
        this.folder = folder;
    }

    private RotatingFile file(int backups, long maxBytes) {
        return new RotatingFile(folder.resolve("log/puypuy.log"), 60, backups, maxBytes, clock);
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve("log").resolve(name));
    }

    @Test
    void beginsAnewAtEachMultipleOfTheSecondsAndKeepsSoManyBackups() throws IOException {
        try (RotatingFile file = file(2, 1000)) {
            for (int minute = 0; minute < 4; minute++) {
                clock.millis = minute * 60_000L;
                file.write("minute " + minute + "\n");
                touch();
                clock.millis += 30_000;
                file.write("and a half\n");
                touch();
            }
        }
        assertThat(text("puypuy.log")).isEqualTo("minute 3\nand a half\n");
        assertThat(text("puypuy.log.1")).isEqualTo("minute 2\nand a half\n");
        assertThat(text("puypuy.log.2")).isEqualTo("minute 1\nand a half\n");
        assertThat(folder.resolve("log/puypuy.log.3")).doesNotExist();
    }

    @Test
    void restartInTheSamePeriodGoesOnAndInALaterOneRotates() throws IOException {
        write("one\n");
        write("two\n");
        assertThat(text("puypuy.log")).isEqualTo("one\ntwo\n");

        clock.millis = 61_000;
        write("three\n");
        assertThat(text("puypuy.log")).isEqualTo("three\n");
        assertThat(text("puypuy.log.1")).isEqualTo("one\ntwo\n");
    }

    @Test
    void tooLargeFileRotatesBeforeItsTime() throws IOException {
        try (RotatingFile file = file(1, 10)) {
            file.write("12345678\n");
            file.write("abc\n");
        }
        assertThat(text("puypuy.log")).isEqualTo("abc\n");
        assertThat(text("puypuy.log.1")).isEqualTo("12345678\n");
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        write("one\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("log/puypuy.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutBackupsItJustBeginsAnew() throws IOException {
        write("one\n");
        clock.millis = 61_000;
        try (RotatingFile file = file(0, 1000)) {
            file.write("two\n");
        }
        assertThat(text("puypuy.log")).isEqualTo("two\n");
        assertThat(folder.resolve("log/puypuy.log.1")).doesNotExist();
    }

    @Test
    void whatCannotBeWrittenIsToldOnceCountedAndTriedAgain() throws IOException {
        Path inTheWay = folder.resolve("log");
        Files.writeString(inTheWay, "");
        try (RotatingFile file = file(1, 1000)) {
            assertThatThrownBy(() -> file.write("lost\n")).isInstanceOf(IOException.class);
            file.write("lost\n");
            clock.millis = 20_000;
            file.write("lost\n");
            Files.delete(inTheWay);
            clock.millis = 40_000;
            file.write("kept\n");
        }
        assertThat(text("puypuy.log"))
                .isEqualTo("3 lines before this one are lost: the file could not be written\nkept\n");
    }

    private void write(String line) throws IOException {
        try (RotatingFile file = file(1, 1000)) {
            file.write(line);
        }
        touch();
    }

    /** The file's own time is the machine's; the test has another. */
    private void touch() throws IOException {
        Files.setLastModifiedTime(folder.resolve("log/puypuy.log"), FileTime.fromMillis(clock.millis));
    }

    private static final class SetClock extends Clock {
        private long millis;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    }
}
