package io.puypuy.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StockTest {
    private static <T extends Row> List<T> all(Rows<T> rows) {
        List<T> all = new ArrayList<>();
        for (int idx = 1; idx <= rows.count(); idx++) {
            all.add(rows.get(idx));
        }
        return all;
    }

    @Test
    void freshTablesHoldWhatPattoosDo(@TempDir Path folder) throws IOException {
        try (Inventory inventory = Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC())) {
            Tables tables = inventory.tables();
            assertThat(all(tables.languages())).extracting(LanguageRow::code).containsExactly("en");
            assertThat(all(tables.groups()))
                    .extracting(GroupRow::name)
                    .containsExactly("Pattoo Default", "OPC UA Agents", "IfMIB Agents", "Linux Agents");
            List<Long> counts = new ArrayList<>();
            for (int group = 1; group <= 4; group++) {
                int wanted = group;
                counts.add(all(tables.keyTexts()).stream()
                        .filter(row -> row.group() == wanted)
                        .count());
            }
            assertThat(counts).containsExactly(0L, 1L, 42L, 150L);
            assertThat(tables.keyTexts().get(1).key()).isEqualTo("pattoo_agent_opcuad_opcua_server");
            assertThat(tables.programTexts().get(3).translation()).isEqualTo("Pattoo Standard SNMP Agent");
        }
    }

    @Test
    void nobodyCanLogInBeforePasswordIsSet(@TempDir Path folder) throws IOException {
        try (Inventory inventory = Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC())) {
            assertThat(all(inventory.tables().users()))
                    .extracting(UserRow::username)
                    .containsExactly("pattoo", "admin");
            assertThat(all(inventory.tables().users())).noneMatch(user -> Passwords.matches("", user.password()));
        }
    }

    @Test
    void unitsAreThoseOfWhatAgentsSend(@TempDir Path folder) throws IOException {
        try (Inventory inventory = Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC())) {
            KeyTextRow received = Objects.requireNonNull(
                    inventory.tables().keyText(4, 1, "pattoo_agent_linux_spoked_network_io_bytes_recv"));
            assertThat(received.translation()).isEqualTo("Network I/O (Bandwidth Inbound)");
            assertThat(received.units()).isEqualTo("Bytes / Second");
        }
    }

    @Test
    void systemAgentsHaveTextsWithoutRows() {
        assertThat(Stock.systemTexts())
                .hasSize(79)
                .containsEntry("memory_total", List.of("Memory (Total)", "Bytes"))
                .containsEntry("load_average_01min", List.of("Load Average (1 Minute)", ""));
    }
}
