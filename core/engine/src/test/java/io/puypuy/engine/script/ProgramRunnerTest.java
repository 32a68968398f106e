package io.puypuy.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.read.Programs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgramRunnerTest {
    private static final Duration TIME = Duration.ofSeconds(20);

    private final Programs programs = Scripts.runner();

    @Test
    void givesWhatAProgramPrinted() throws Exception {
        Programs.Output output = programs.run(List.of("sh", "-c", "echo out; echo err >&2; exit 4"), TIME, 100);
        assertThat(output).isEqualTo(new Programs.Output(4, "out\n", "err"));
    }

    @Test
    void argumentsAreGivenAsTheyAre() throws Exception {
        List<String> command = List.of("printf", "%s|", "a b", "\"c\"", "'d'", "$HOME", "${x}", "*", "", "\\");
        assertThat(programs.run(command, TIME, 100).out()).isEqualTo("a b|\"c\"|'d'|$HOME|${x}|*||\\|");
    }

    @Test
    void languageIsPlain() throws Exception {
        assertThat(programs.run(List.of("sh", "-c", "printf $LC_ALL"), TIME, 100)
                        .out())
                .isEqualTo("C");
    }

    @Test
    void readsAllOfALargeOutput() throws Exception {
        Programs.Output output = programs.run(List.of("head", "-c", "3000000", "/dev/zero"), TIME, 3_000_000);
        assertThat(output.out()).hasSize(3_000_000);
    }

    @Test
    void inputIsEmpty() throws Exception {
        assertThat(programs.run(List.of("cat"), TIME, 100).out()).isEmpty();
    }

    @Test
    void leadsASessionOfItsOwn() throws Exception {
        String stat =
                programs.run(List.of("cat", "/proc/self/stat"), TIME, 1000).out();
        String[] fields = stat.split(" ", -1);
        assertThat(fields[5]).isEqualTo(fields[0]);
        assertThat(fields[4]).isEqualTo(fields[0]);
    }

    @Test
    void tooMuchOutputIsAFailure() {
        assertThatThrownBy(() -> programs.run(List.of("yes"), TIME, 1000))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("yes printed more than 1000 bytes and was killed; it began with \"y y");
        assertThatThrownBy(() -> programs.run(List.of("printf", "12345"), TIME, 4))
                .hasMessageStartingWith("printf printed more than 4 bytes");
    }

    @Test
    void timeIsAFailure() {
        assertThatThrownBy(() -> programs.run(List.of("sleep", "600"), Duration.ofMillis(200), 1000))
                .isInstanceOf(IOException.class)
                .hasMessage("sleep had not ended after 200 ms and was killed");
    }

    @Test
    void interruptIsPassedOn() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> programs.run(List.of("sleep", "600"), TIME, 1000))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void missingProgramIsNamed() {
        assertThatThrownBy(() -> programs.run(List.of("no-such-program", "-x"), TIME, 1000))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no program no-such-program");
    }
}
