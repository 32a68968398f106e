package io.puypuy.engine.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.Alert;
import io.puypuy.api.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusJsonTest {
    private static final EngineStatus STATUS = new EngineStatus(
            "1.2.3",
            4711,
            1_700_000_000_000L,
            Long.MAX_VALUE,
            new Origin("höst", "c", "g", "a \"quoted\" place\n"),
            10_000,
            7,
            1_700_000_060_000L,
            12,
            1,
            List.of(new JobStatus(
                    JobStatus.Kind.SCRIPT,
                    "check_random.sh",
                    "t",
                    JobStatus.State.TIMED_OUT,
                    "took too long",
                    1,
                    2,
                    3,
                    4,
                    5,
                    6,
                    7,
                    8)),
            List.of(new BackendStatus(
                    "default",
                    "Embedded",
                    BackendStatus.State.RETRYING,
                    "away",
                    new BackendStatus.Books(1, 2, 3, 4, 5, 6, 7),
                    9)),
            List.of(new AlertStatus("check_disks", "Disk-Usage-rootfs", Alert.Level.ERROR, "ERROR: full", 10)),
            List.of("one sentence", "another"),
            Optional.empty());

    @Test
    void readsWhatItWrote() throws IOException {
        IntakeStatus intake = new IntakeStatus("http://127.0.0.1:20201/", "full", 1, 2, 3, 4, 5, 6, 7, 8, 9);
        EngineStatus withAgents = STATUS.with(Optional.of(intake));

        assertThat(read(written(STATUS))).isEqualTo(STATUS);
        assertThat(read(written(withAgents))).isEqualTo(withAgents);
    }

    @Test
    void namesFieldsLikeTheRecords() throws IOException {
        assertThat(written(STATUS))
                .startsWith("{\"version\":\"1.2.3\",\"pid\":4711,")
                .contains("\"origin\":{\"host\":\"höst\",")
                .contains("\"state\":\"TIMED_OUT\"")
                .contains("\"books\":{\"collected\":1,");
    }

    @Test
    void passesOverFieldsOfLaterReleases() throws IOException {
        String later = written(STATUS).replaceFirst("\\{", "{\"later\":{\"a\":[1,{\"b\":2.5}]},\"flag\":true,");

        assertThat(read(later)).isEqualTo(STATUS);
    }

    @Test
    void takesWhatIsMissingForNothing() throws IOException {
        EngineStatus status = read("{\"jobs\":[{\"name\":\"check_x\",\"state\":\"LATER\"}]}");

        assertThat(status.jobs().get(0).state()).isEqualTo(JobStatus.State.NEW);
        assertThat(status.backends()).isEmpty();
        assertThat(status.pid()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"version\":", "{\"pid\":1", "<html>", "{\"pid\":99999999999999999999}"})
    void refusesAnotherText(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    private static String written(EngineStatus status) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StatusJson.write(status, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static EngineStatus read(String text) throws IOException {
        return StatusJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
