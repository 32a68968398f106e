package io.puypuy.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.pattoo.document.DataType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    private static final String AGENT = "66cf7a8e560f75e23d557023ce591120abd094925bde6d97f09561b69b6ed3c4";
    private static final long NOW = Instant.parse("2026-11-27T12:00:00Z").toEpochMilli();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("inventory.jsonl");
    }

    private Inventory open() throws IOException {
        return open(NOW);
    }

    private Inventory open(long millis) throws IOException {
        return Inventory.open(file, Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }

    private static String checksum(int number) {
        return String.format("%064x", number * 0x9E3779B97F4A7C15L);
    }

    private static NewDatapoint datapoint(int number, String... metadata) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (int i = 0; i < metadata.length; i += 2) {
            pairs.add(Map.entry(metadata[i], metadata[i + 1]));
        }
        return new NewDatapoint(
                AGENT, "web1", "shop", checksum(number), DataType.COUNTER64, "hits_" + number, 60_000, pairs);
    }

    private static List<String> pairsOf(Inventory inventory, int idx) {
        DatapointRow row = inventory.tables().datapoints().get(idx);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < row.pairCount(); i++) {
            PairRow pair = inventory.tables().pairs().get(row.pair(i));
            pairs.add(pair.key() + "=" + pair.value());
        }
        return pairs;
    }

    @Test
    void findsEverythingAfterRestart() throws IOException {
        try (Inventory inventory = open()) {
            assertThat(inventory.find(AGENT, "web1", checksum(1))).isZero();
            assertThat(inventory.addAll(List.of(datapoint(1, "disk_name", "vda"), datapoint(2))))
                    .containsExactly(1, 2);
            inventory.flush();
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.find(AGENT, "web1", checksum(1))).isEqualTo(1);
            assertThat(inventory.find(AGENT, "web1", checksum(2))).isEqualTo(2);
            assertThat(inventory.find(AGENT, "web2", checksum(2))).isZero();
            assertThat(inventory.find(AGENT, "web1", checksum(3))).isZero();
            assertThat(pairsOf(inventory, 1)).containsExactly("pattoo_key=shop_hits_1", "shop_disk_name=vda");
            DatapointRow row = inventory.tables().datapoints().get(2);
            assertThat(row.type()).isEqualTo(DataType.COUNTER64);
            assertThat(row.intervalMillis()).isEqualTo(60_000);
            assertThat(row.postedChecksum()).isEqualTo(checksum(2));
            assertThat(row.marks().createdSeconds()).isEqualTo(NOW / 1000);
            assertThat(inventory.tables().charts().get(3).name()).isEmpty();
            assertThat(inventory.tables().chartDatapoints().get(2).chart()).isEqualTo(3);
            assertThat(inventory.tables().datapointsOf(1)).containsExactly(1, 2);
        }
    }

    @Test
    void numbersPairsOfBatchInTheirOrder() throws IOException {
        try (Inventory inventory = open()) {
            inventory.addAll(List.of(datapoint(2, "z", "1", "a", "2"), datapoint(1, "a", "1")));
            List<String> pairs = new ArrayList<>();
            for (int idx = 1; idx <= inventory.tables().pairs().count(); idx++) {
                PairRow pair = inventory.tables().pairs().get(idx);
                pairs.add(pair.key() + "=" + pair.value());
            }
            assertThat(pairs)
                    .containsExactly(
                            "pattoo_key=shop_hits_1", "pattoo_key=shop_hits_2", "shop_a=1", "shop_a=2", "shop_z=1");
        }
    }

    @Test
    void knownDatapointsStayAsTheyAre() throws IOException {
        try (Inventory inventory = open()) {
            inventory.addAll(List.of(datapoint(1, "release", "6.1"), datapoint(1, "release", "6.2")));
            assertThat(inventory.addAll(List.of(datapoint(1, "release", "6.3"))))
                    .containsExactly(1);
            assertThat(inventory.tables().datapoints().count()).isEqualTo(1);
            assertThat(pairsOf(inventory, 1)).contains("shop_release=6.1").doesNotContain("shop_release=6.3");
        }
    }

    @Test
    void takesChecksumsOfAnyForm() throws IOException {
        NewDatapoint odd = new NewDatapoint(AGENT, "web1", "shop", "Ä", DataType.FLOAT, "k", 1, List.of());
        try (Inventory inventory = open()) {
            inventory.addAll(List.of(odd));
            inventory.flush();
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.find(AGENT, "web1", "Ä")).isEqualTo(1);
            assertThat(inventory.find(AGENT, "web1", "ä")).isZero();
        }
    }

    @Test
    void hasPattoosChecksum() throws IOException {
        NewDatapoint stock = new NewDatapoint(AGENT, "SITE_A", "LAVA_SCRIPT", "x", DataType.FLOAT, "abc", 1, List.of());
        try (Inventory inventory = open()) {
            inventory.addAll(List.of(stock));
            Tables tables = inventory.tables();
            assertThat(tables.datapoints().get(1).checksum(tables.agents().get(1)))
                    .startsWith("928e905c")
                    .hasSize(128);
        }
    }

    @Test
    void cutsMetadataThatIsTooLongOrTooMuch() throws IOException {
        List<String> metadata = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            metadata.add("key" + i);
            metadata.add("\uD83D\uDE00".repeat(600));
        }
        try (Inventory inventory = open()) {
            inventory.addAll(List.of(datapoint(1, metadata.toArray(String[]::new))));
            assertThat(pairsOf(inventory, 1))
                    .hasSize(Inventory.MAX_PAIRS)
                    .contains("shop_key0=" + "\uD83D\uDE00".repeat(512));
        }
    }

    private static NewDatapoint withMuchMetadata(int number) {
        List<String> metadata = new ArrayList<>();
        for (int pair = 0; pair < Inventory.MAX_PAIRS; pair++) {
            metadata.add("k" + pair);
            metadata.add(number + "x".repeat(500));
        }
        return datapoint(number, metadata.toArray(String[]::new));
    }

    @Test
    void leavesOutWhatHasMoreMetadataThanThereIsRoomForAndNothingElse() throws IOException {
        try (Inventory inventory = open()) {
            int number = 1;
            while (inventory.addAll(List.of(withMuchMetadata(number)))[0] != 0) {
                number++;
                inventory.flush();
                assertThat(number).isLessThan(10_000);
            }
            assertThat(inventory.tables().datapoints().count()).isEqualTo(number - 1);
            int pairs = inventory.tables().pairs().count();

            assertThat(inventory.addAll(List.of(datapoint(20_000), withMuchMetadata(20_001), datapoint(20_002))))
                    .containsExactly(number, 0, number + 1);

            assertThat(inventory.tables().pairs().count()).isEqualTo(pairs + 2);
        }
    }

    @Test
    void takesNoMoreThanMayWaitForADiskThatTakesNothing() throws IOException {
        try (Inventory inventory = open()) {
            assertThatThrownBy(() -> {
                        for (int number = 1; number < 10_000; number++) {
                            inventory.addAll(List.of(withMuchMetadata(number)));
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("wait for the disk");
        }
    }

    @Test
    void removesLineThatWasCutOff() throws IOException {
        try (Inventory inventory = open()) {
            inventory.addAll(List.of(datapoint(1)));
            inventory.flush();
        }
        Files.writeString(file, "{\"datapoint\":2,\"ag", StandardOpenOption.APPEND);
        try (Inventory inventory = open()) {
            assertThat(inventory.tables().datapoints().count()).isEqualTo(1);
            inventory.addAll(List.of(datapoint(2)));
            inventory.flush();
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.find(AGENT, "web1", checksum(2))).isEqualTo(2);
        }
    }

    @Test
    void refusesDamageWithItsLine() throws IOException {
        try (Inventory inventory = open()) {
            inventory.addAll(List.of(datapoint(1)));
            inventory.flush();
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        lines.set(6, lines.get(6).replace('{', '['));
        Files.write(file, lines);
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is damaged in line 7; move its folder away to begin a new store");
        lines.remove(6);
        Files.write(file, lines);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("damaged in line");
    }

    @Test
    void writesNothingBeforeThereIsAnAgent() throws IOException {
        open().close();
        assertThat(file).isEmptyFile();
    }

    @Test
    void lastLineOfRowCounts() throws IOException {
        try (Inventory inventory = open()) {
            inventory.changes().addChart("Flying Fish", "", true);
            assertThat(inventory
                            .changes()
                            .changeChart(2, row -> new ChartRow(row.idx(), "Fish", row.checksum(), row.marks())))
                    .isPresent();
            inventory.flush();
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.tables().charts().count()).isEqualTo(2);
            assertThat(inventory.tables().charts().get(2).name()).isEqualTo("Fish");
        }
    }

    @Test
    void chartsThatDatapointsBringDoNotCountAmongThoseThatPeopleMake() throws IOException {
        int count = 200_001;
        try (Inventory inventory = open()) {
            List<NewDatapoint> many = new ArrayList<>(count);
            for (int i = 1; i <= count; i++) {
                many.add(new NewDatapoint(
                        AGENT, "web1", "shop", checksum(i), DataType.COUNTER64, "hits", 60_000, List.of()));
            }
            inventory.addAll(many);
            Changes changes = inventory.changes();

            int chart = changes.addChart("Flying Fish", "", true).idx();

            assertThat(changes.addChartDatapoint(1, chart, true).chart()).isEqualTo(chart);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < count; i++) {
                            changes.addChart("", "", true);
                        }
                    })
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there are 200000 of them already");
        }
    }

    @Test
    void keepsNewIntervalButDoesNotWriteEachOne() throws IOException {
        try (Inventory inventory = open()) {
            inventory.addAll(List.of(datapoint(1)));
            inventory.seen(1, NOW, 300_000);
            inventory.flush();
            long size = Files.size(file);
            for (int i = 0; i < 1_000; i++) {
                inventory.seen(1, NOW + i, 10_000 + i);
            }
            inventory.flush();
            assertThat(Files.size(file)).isEqualTo(size);
            assertThat(inventory.tables().datapoints().get(1).intervalMillis()).isEqualTo(10_999);
            assertThat(inventory.tables().datapoints().get(1).lastMillis()).isEqualTo(NOW + 999);
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.tables().datapoints().get(1).intervalMillis()).isEqualTo(300_000);
        }
    }

    @Test
    void theNewestOfTimesThatComeAtOnceStays() throws Exception {
        int count = 200_000;
        try (Inventory inventory = open()) {
            inventory.addAll(List.of(datapoint(1)));
            List<Thread> threads = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread;
                threads.add(new Thread(
                        () -> {
                            for (int i = 1; i <= count; i++) {
                                long mine = NOW - 4L * count + 4L * i - first;
                                inventory.seen(1, mine);
                                if (inventory.tables().datapoints().get(1).lastMillis() < mine) {
                                    throw new AssertionError("a smaller time won");
                                }
                            }
                        },
                        "sender-" + thread));
            }
            AtomicBoolean wrong = new AtomicBoolean();
            threads.forEach(thread -> thread.setUncaughtExceptionHandler((which, fault) -> wrong.set(true)));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(wrong).isFalse();
            assertThat(inventory.tables().datapoints().get(1).lastMillis()).isEqualTo(NOW);
        }
    }

    private void renameAChartOften() throws IOException {
        try (Inventory inventory = open()) {
            for (int i = 0; i < 12_000; i++) {
                String name = "name " + i;
                assertThat(inventory
                                .changes()
                                .changeChart(1, row -> new ChartRow(1, name, row.checksum(), row.marks())))
                        .isPresent();
            }
            inventory.flush();
        }
    }

    @Test
    void goesOnWithAFileThatCannotBeWrittenAnew() throws IOException {
        renameAChartOften();
        long before = Files.size(file);
        Path partial = folder.resolve("inventory.jsonl.new");
        Files.createSymbolicLink(partial, Path.of("/dev/full"));
        try (Inventory inventory = open()) {
            assertThat(partial).doesNotExist();
            assertThat(Files.isSymbolicLink(partial)).isFalse();
            assertThat(Files.size(file)).isEqualTo(before);
            inventory.addAll(List.of(datapoint(1)));
            inventory.flush();
        }
        open().close();
        assertThat(Files.size(file)).as("with room again").isLessThan(before / 10);
        try (Inventory inventory = open()) {
            assertThat(inventory.tables().charts().get(1).name()).isEqualTo("name 11999");
            assertThat(inventory.find(AGENT, "web1", checksum(1))).isEqualTo(1);
        }
    }

    @Test
    void writesFileAnewWhenMostOfItIsOld() throws IOException {
        renameAChartOften();
        long before = Files.size(file);
        open().close();
        assertThat(Files.size(file)).isLessThan(before / 10);
        try (Inventory inventory = open()) {
            assertThat(inventory.tables().charts().get(1).name()).isEqualTo("name 11999");
            inventory.addAll(List.of(datapoint(1)));
            inventory.flush();
        }
        try (Inventory inventory = open()) {
            assertThat(inventory.tables().datapoints().count()).isEqualTo(1);
        }
    }

    @Test
    void readersFindWhatIsThereWhileOthersAreAdded() throws Exception {
        int count = 20_000;
        AtomicBoolean wrong = new AtomicBoolean();
        try (Inventory inventory = open()) {
            Thread reader = new Thread(
                    () -> {
                        while (inventory.tables().datapoints().count() < count) {
                            // The index is told behind the table.
                            int known = inventory.tables().datapoints().count() - 1;
                            if (known > 0 && inventory.find(AGENT, "web1", checksum(known)) != known) {
                                wrong.set(true);
                            }
                        }
                    },
                    "reader");
            reader.start();
            for (int i = 1; i <= count; i++) {
                inventory.addAll(List.of(datapoint(i)));
            }
            reader.join();
        }
        assertThat(wrong).isFalse();
    }
}
