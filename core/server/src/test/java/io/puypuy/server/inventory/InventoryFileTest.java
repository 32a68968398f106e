package io.puypuy.server.inventory;

import static io.puypuy.server.inventory.TestInventory.AGENT;
import static io.puypuy.server.inventory.TestInventory.NOW;
import static io.puypuy.server.inventory.TestInventory.checksum;
import static io.puypuy.server.inventory.TestInventory.datapoint;
import static io.puypuy.server.inventory.TestInventory.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("inventory.jsonl");
    }

    @Test
    void removesLineThatWasCutOff() throws IOException {
        try (Inventory inventory = open(folder)) {
            inventory.addAll(List.of(datapoint(1)));
            inventory.flush();
        }
        Files.writeString(file, "{\"datapoint\":2,\"ag", StandardOpenOption.APPEND);
        try (Inventory inventory = open(folder)) {
            assertThat(inventory.tables().datapoints().count()).isEqualTo(1);
            inventory.addAll(List.of(datapoint(2)));
            inventory.flush();
        }
        try (Inventory inventory = open(folder)) {
            assertThat(inventory.find(AGENT, "web1", checksum(2))).isEqualTo(2);
        }
    }

    @Test
    void refusesDamageWithItsLine() throws IOException {
        try (Inventory inventory = open(folder)) {
            inventory.addAll(List.of(datapoint(1)));
            inventory.flush();
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        lines.set(6, lines.get(6).replace('{', '['));
        Files.write(file, lines);
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is damaged in line 7; move its folder away to begin a new store");
        lines.remove(6);
        Files.write(file, lines);
        assertThatThrownBy(() -> open(folder)).isInstanceOf(IOException.class).hasMessageContaining("damaged in line");
    }

    @Test
    void writesNothingBeforeThereIsAnAgent() throws IOException {
        open(folder).close();
        assertThat(file).isEmptyFile();
    }

    @Test
    void lastLineOfRowCounts() throws IOException {
        try (Inventory inventory = open(folder)) {
            inventory.changes().addChart("Flying Fish", "", true);
            assertThat(inventory
                            .changes()
                            .changeChart(2, row -> new ChartRow(row.idx(), "Fish", row.checksum(), row.marks())))
                    .isPresent();
            inventory.flush();
        }
        try (Inventory inventory = open(folder)) {
            assertThat(inventory.tables().charts().count()).isEqualTo(2);
            assertThat(inventory.tables().charts().get(2).name()).isEqualTo("Fish");
        }
    }

    @Test
    void keepsNewIntervalButDoesNotWriteEachOne() throws IOException {
        try (Inventory inventory = open(folder)) {
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
        try (Inventory inventory = open(folder)) {
            assertThat(inventory.tables().datapoints().get(1).intervalMillis()).isEqualTo(300_000);
        }
    }

    private void renameAChartOften() throws IOException {
        try (Inventory inventory = open(folder)) {
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
        try (Inventory inventory = open(folder)) {
            assertThat(partial).doesNotExist();
            assertThat(Files.isSymbolicLink(partial)).isFalse();
            assertThat(Files.size(file)).isEqualTo(before);
            inventory.addAll(List.of(datapoint(1)));
            inventory.flush();
        }
        open(folder).close();
        assertThat(Files.size(file)).as("with room again").isLessThan(before / 10);
        try (Inventory inventory = open(folder)) {
            assertThat(inventory.tables().charts().get(1).name()).isEqualTo("name 11999");
            assertThat(inventory.find(AGENT, "web1", checksum(1))).isEqualTo(1);
        }
    }

    @Test
    void writesFileAnewWhenMostOfItIsOld() throws IOException {
        renameAChartOften();
        long before = Files.size(file);
        open(folder).close();
        assertThat(Files.size(file)).isLessThan(before / 10);
        try (Inventory inventory = open(folder)) {
            assertThat(inventory.tables().charts().get(1).name()).isEqualTo("name 11999");
            inventory.addAll(List.of(datapoint(1)));
            inventory.flush();
        }
        try (Inventory inventory = open(folder)) {
            assertThat(inventory.tables().datapoints().count()).isEqualTo(1);
        }
    }
}
