package io.puypuy.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCaseTest {
    private Path folder;

    @BeforeEach
    void beginCase(@TempDir Path empty) throws IOException {
        folder = empty;
        Files.writeString(folder.resolve("source.txt"), "Written for this test.\n");
        Files.createDirectory(folder.resolve("1"));
        Files.createDirectory(folder.resolve("2"));
    }

    private CheckCase read(String expected) throws IOException {
        Files.writeString(folder.resolve("expected.points"), expected);
        return CheckCase.read(folder);
    }

    @Test
    void readsTheRunsAndWhatComesOfThem() throws IOException {
        assertThat(read("run 1\n# a comment\ndepot_up 1 - depot None 0\n\nrun 2 after 10s\nfailed: gone\n")
                        .runs())
                .satisfiesExactly(
                        run -> assertThat(run.lines()).containsExactly("depot_up 1 - depot None 0"),
                        run -> assertThat(run)
                                .extracting(CheckCase.Run::number, CheckCase.Run::after, CheckCase.Run::outcome)
                                .containsExactly(2, Duration.ofSeconds(10), "failed: gone"));
    }

    @ParameterizedTest
    @CsvSource({"'', run 1", "'run 1', run 2", "'run 2', run 1"})
    void refusesACaseOfWhichSomethingIsNotRun(String expected, String missing) {
        assertThatThrownBy(() -> read(expected))
                .isInstanceOf(AssertionError.class)
                .hasMessage(folder + ": expected.points has no line \"" + missing + "\"");
    }
}
