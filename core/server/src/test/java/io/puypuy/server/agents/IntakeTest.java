package io.puypuy.server.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.status.IntakeStatus;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.inventory.AgentRow;
import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.inventory.PairRow;
import io.puypuy.server.store.Samples;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final String AGENT = "a1";
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final long now = System.currentTimeMillis();

    private Path folder;

    @BeforeEach
    void use(@TempDir Path temporary) {
        folder = temporary;
    }

    private static DatapointRow row(Posted posted, int idx) {
        return posted.inventory.tables().datapoints().get(idx);
    }

    /** What is visible within the time that readers are promised. */
    private List<String> numbers(Posted posted, int idx, int count) {
        List<String> found = new ArrayList<>();
        Awaitility.await("samples of " + idx)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> read(posted, idx, found) >= count);
        return found;
    }

    private int read(Posted posted, int idx, List<String> found) throws IOException {
        found.clear();
        Samples samples = posted.store.samples().numbers(idx, 0, now + 100_000_000, 1_000);
        for (int i = 0; i < samples.size(); i++) {
            String value = samples.isWhole(i) ? "" + samples.whole(i) : "" + samples.number(i);
            found.add(samples.millis(i) - now + ":" + value);
        }
        return found.size();
    }

    private static IntakeStatus status(Posted posted) {
        return posted.intake.status("");
    }

    @Test
    void storesWhatADocumentHas() throws Exception {
        try (Posted posted = new Posted(folder)) {
            byte[] document = new Sent(AGENT)
                    .with("whole", Long.MAX_VALUE, DataType.COUNTER64, now)
                    .with("floating", 1.25, DataType.FLOAT, now)
                    .with("text", "all is well", DataType.TEXT, now)
                    .bytes();

            assertThat(posted.answer(document)).isEqualTo(200);

            assertThat(numbers(posted, 1, 1)).containsExactly("0:9223372036854775807");
            assertThat(numbers(posted, 2, 1)).containsExactly("0:1.25");
            Awaitility.await("the text")
                    .untilAsserted(() -> assertThat(posted.store.samples().texts(3, 0, now + 1, 9))
                            .singleElement()
                            .extracting(sample -> sample.text())
                            .isEqualTo("all is well"));
            AgentRow agent = posted.inventory.tables().agents().get(1);
            assertThat(agent.agentId()).isEqualTo(AGENT);
            assertThat(agent.target()).isEqualTo(Sent.TARGET);
            assertThat(row(posted, 1).intervalMillis()).isEqualTo(Sent.INTERVAL);
            assertThat(row(posted, 1).lastMillis()).isEqualTo(now);
        }
    }

    @Test
    void isNotChangedByADocumentThatComesTwice() throws Exception {
        try (Posted posted = new Posted(folder)) {
            byte[] document = Sent.numbers(AGENT, 0, 50, now, 7);

            assertThat(posted.answer(document)).isEqualTo(200);
            assertThat(posted.answer(document)).isEqualTo(200);
            assertThat(posted.answer(Sent.numbers(AGENT, 0, 50, now + 1, 8))).isEqualTo(200);

            assertThat(numbers(posted, 50, 2)).containsExactly("0:7", "1:8");
            assertThat(posted.inventory.tables().datapoints().count()).isEqualTo(50);
            assertThat(status(posted).datapoints()).isEqualTo(150);
        }
    }

    @Test
    void keepsLateSamplesAndTheNewestTime() throws Exception {
        try (Posted posted = new Posted(folder)) {
            posted.answer(Sent.numbers(AGENT, 0, 1, now, 2));
            posted.answer(Sent.numbers(AGENT, 0, 1, now - 3_600_000, 1));

            assertThat(numbers(posted, 1, 2)).containsExactly("-3600000:1", "0:2");
            assertThat(row(posted, 1).lastMillis()).isEqualTo(now);
        }
    }

    @Test
    void aTimeFarAheadIsNotTheNewestForEver() throws Exception {
        try (Posted posted = new Posted(folder)) {
            long nanoseconds = now * 1_000_000;
            for (int i = 0; i < 2; i++) {
                posted.answer(Sent.numbers(AGENT, 0, 1, nanoseconds, 1));

                assertThat(row(posted, 1).lastMillis()).isBetween(now, now + 2 * DAY_MILLIS);
            }
        }
    }

    @Test
    void followsAnIntervalThatChanges() throws Exception {
        try (Posted posted = new Posted(folder)) {
            posted.answer(new Sent(AGENT).with("k", 1L, DataType.INTEGER, now).bytes());
            posted.answer(new Sent(AGENT, 5_000)
                    .with("k", 1L, DataType.INTEGER, now + 1)
                    .bytes());

            assertThat(row(posted, 1).intervalMillis()).isEqualTo(5_000);
            assertThat(posted.inventory.tables().datapoints().count()).isEqualTo(1);
        }
    }

    @Test
    void leavesOutOnlyANumberBeyondAllRanges() throws Exception {
        try (Posted posted = new Posted(folder)) {
            byte[] document = new Sent(AGENT)
                    .with("huge", BigInteger.TEN.pow(400), DataType.INTEGER, now)
                    .with("large", BigInteger.TEN.pow(30), DataType.INTEGER, now)
                    .with("small", 5L, DataType.INTEGER, now)
                    .bytes();

            assertThat(posted.answer(document)).isEqualTo(200);

            assertThat(numbers(posted, 1, 1)).containsExactly("0:1.0E30");
            assertThat(numbers(posted, 2, 1)).containsExactly("0:5");
            assertThat(status(posted).refusedDatapoints()).isEqualTo(1);
        }
    }

    @Test
    void takesADocumentThatNobodyUnderstandsAndCountsIt() throws Exception {
        try (Posted posted = new Posted(folder)) {
            byte[] broken =
                    Bodies.bytes(Bodies.withDatapoints("{\"key_value_pairs\": {}, \"datapoint_pairs\": [[7]]}"));

            assertThat(posted.answer(broken)).isEqualTo(200);

            assertThat(status(posted).notUnderstood()).isEqualTo(1);
            assertThat(status(posted).documents()).isEqualTo(1);
            assertThat(status(posted).refusedDocuments()).isZero();
        }
    }

    @Test
    void leavesOutWhatIsMoreThanAnAgentMayHaveAndKeepsTheRest() throws Exception {
        IntakeLimits limits = new IntakeLimits(1 << 20, 1_000, 3, 5, 100);
        try (Posted posted = new Posted(folder, limits)) {
            assertThat(posted.answer(Sent.numbers("one", 0, 2, now, 1))).isEqualTo(200);
            assertThat(posted.answer(Sent.numbers("one", 0, 9, now + 1, 2))).isEqualTo(200);
            assertThat(posted.inventory.tables().datapoints().count()).isEqualTo(3);
            assertThat(numbers(posted, 1, 2)).containsExactly("0:1", "1:2");
            assertThat(status(posted).refusedDatapoints()).isEqualTo(6);

            assertThat(posted.answer(Sent.numbers("two", 0, 3, now, 1))).isEqualTo(200);
            assertThat(posted.inventory.tables().datapoints().count()).isEqualTo(5);
            assertThat(status(posted).refusedDatapoints()).isEqualTo(7);
        }
    }

    @Test
    void takesNoMoreAgentsThanItMay() throws Exception {
        try (Posted posted = new Posted(folder, new IntakeLimits(1 << 20, 1_000, 100, 100, 2))) {
            for (String agent : List.of("one", "two", "three")) {
                assertThat(posted.answer(Sent.numbers(agent, 0, 2, now, 1))).isEqualTo(200);
            }

            assertThat(posted.inventory.tables().agents().count()).isEqualTo(2);
            assertThat(status(posted).refusedDatapoints()).isEqualTo(2);
        }
    }

    @Test
    void keepsKeysOfMetadataAsTheyAreRead() throws Exception {
        try (Posted posted = new Posted(folder)) {
            String document = new String(Sent.numbers(AGENT, 0, 1, now, 1), StandardCharsets.UTF_8);

            posted.answer(Bodies.bytes(document.replace("\"interface\"", "\"Area: m²\"")));

            assertThat(pairs(posted)).contains("program_area_m²=eth0", "pattoo_key=program_key0");
        }
    }

    private static List<String> pairs(Posted posted) {
        List<String> pairs = new ArrayList<>();
        for (int idx = 1; idx <= posted.inventory.tables().pairs().count(); idx++) {
            PairRow pair = posted.inventory.tables().pairs().get(idx);
            pairs.add(pair.key() + "=" + pair.value());
        }
        return pairs;
    }

    @Test
    void keepsNewDatapointsThatComeWhileManyLinesWait() throws Exception {
        try (Posted posted = new Posted(folder)) {
            Waiting.fill(posted.inventory);
            int before = posted.inventory.tables().datapoints().count();

            assertThat(posted.answer(Sent.numbers(AGENT, 0, 3, now, 1))).isEqualTo(200);

            assertThat(posted.inventory.tables().datapoints().count()).isEqualTo(before + 3);
            assertThat(numbers(posted, before + 3, 1)).containsExactly("0:1");
        }
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        try (Posted posted = new Posted(folder)) {
            posted.answer(Sent.numbers(AGENT, 0, 3, now, 1));
        }
        try (Posted posted = new Posted(folder)) {
            posted.answer(Sent.numbers(AGENT, 2, 3, now + 1, 2));

            assertThat(posted.inventory.tables().datapoints().count()).isEqualTo(5);
            assertThat(numbers(posted, 3, 2)).containsExactly("0:1", "1:2");
            assertThat(numbers(posted, 5, 1)).containsExactly("1:2");
        }
    }
}
