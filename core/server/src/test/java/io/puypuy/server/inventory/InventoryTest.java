package io.puypuy.server.inventory;

import static io.puypuy.server.inventory.TestInventory.AGENT;
import static io.puypuy.server.inventory.TestInventory.NOW;
import static io.puypuy.server.inventory.TestInventory.checksum;
import static io.puypuy.server.inventory.TestInventory.datapoint;
import static io.puypuy.server.inventory.TestInventory.open;
import static io.puypuy.server.inventory.TestInventory.pairsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.pattoo.document.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void findsEverythingAfterRestart() throws IOException {
        try (Inventory inventory = open(folder)) {
            assertThat(inventory.find(AGENT, "web1", checksum(1))).isZero();
            assertThat(inventory.addAll(List.of(datapoint(1, "disk_name", "vda"), datapoint(2))))
                    .containsExactly(1, 2);
            inventory.flush();
        }
        try (Inventory inventory = open(folder)) {
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
        try (Inventory inventory = open(folder)) {
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
        try (Inventory inventory = open(folder)) {
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
        try (Inventory inventory = open(folder)) {
            inventory.addAll(List.of(odd));
            inventory.flush();
        }
        try (Inventory inventory = open(folder)) {
            assertThat(inventory.find(AGENT, "web1", "Ä")).isEqualTo(1);
            assertThat(inventory.find(AGENT, "web1", "ä")).isZero();
        }
    }

    @Test
    void hasPattoosChecksum() throws IOException {
        NewDatapoint stock = new NewDatapoint(AGENT, "SITE_A", "LAVA_SCRIPT", "x", DataType.FLOAT, "abc", 1, List.of());
        try (Inventory inventory = open(folder)) {
            inventory.addAll(List.of(stock));
            Tables tables = inventory.tables();
            assertThat(tables.datapoints().get(1).checksum(tables.agents().get(1)))
                    .startsWith("928e905c")
                    .hasSize(128);
        }
    }

    @Test
    void theNewestOfTimesThatComeAtOnceStays() throws Exception {
        int count = 200_000;
        try (Inventory inventory = open(folder)) {
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

    @Test
    void readersFindWhatIsThereWhileOthersAreAdded() throws Exception {
        int count = 20_000;
        AtomicBoolean wrong = new AtomicBoolean();
        try (Inventory inventory = open(folder)) {
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
