package io.puypuy.server.inventory;

import static io.puypuy.server.inventory.TestInventory.AGENT;
import static io.puypuy.server.inventory.TestInventory.checksum;
import static io.puypuy.server.inventory.TestInventory.datapoint;
import static io.puypuy.server.inventory.TestInventory.open;
import static io.puypuy.server.inventory.TestInventory.pairsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.pattoo.document.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryBoundsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void cutsMetadataThatIsTooLongOrTooMuch() throws IOException {
        List<String> metadata = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            metadata.add("key" + i);
            metadata.add("\uD83D\uDE00".repeat(600));
        }
        try (Inventory inventory = open(folder)) {
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
        try (Inventory inventory = open(folder)) {
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
        try (Inventory inventory = open(folder)) {
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
    void chartsThatDatapointsBringDoNotCountAmongThoseThatPeopleMake() throws IOException {
        int count = 200_001;
        try (Inventory inventory = open(folder)) {
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
}
