package io.puypuy.server.store;

import static io.puypuy.server.store.StorePoints.LOAD;
import static io.puypuy.server.store.StorePoints.ramp;
import static io.puypuy.server.store.StorePoints.series;
import static io.puypuy.server.store.TestStore.NOW;
import static io.puypuy.server.store.TestStore.ask;
import static io.puypuy.server.store.TestStore.open;
import static io.puypuy.server.store.TestStore.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store finds in its folder, and says of it. */
class StoreFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aFolderThatCannotBeMadeIsNotKeptLocked() throws IOException {
        Path database = folder.resolve("db");
        Files.createSymbolicLink(database, folder.resolve("away").resolve("db"));
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be made");
        }
    }

    @Test
    void refusesAFolderInUse() throws IOException {
        try (QuestStore store = open(folder)) {
            assertThat(store).isNotNull();
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use");
        }
    }

    @Test
    void refusesAFolderThatIsAFile() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        folder = folder.resolve("file");

        assertThatThrownBy(() -> open(folder)).isInstanceOf(IOException.class).hasMessageContaining("cannot be made");
    }

    @Test
    void cutsOffALineThatACrashLeft() throws IOException {
        try (QuestStore store = open(folder)) {
            store.append(ramp(series(LOAD, "0"), NOW, 1000, 2));
        }
        Files.writeString(folder.resolve("catalogue.jsonl"), "{\"id\":1,\"met", StandardOpenOption.APPEND);
        try (QuestStore store = open(folder)) {
            store.append(ramp(series(LOAD, "1"), NOW, 1000, 2));
        }
        try (QuestStore store = open(folder)) {
            assertThat(ask(store, query(LOAD, NOW, NOW + 2000, 1000, Aggregate.AVG))
                            .series())
                    .hasSize(2);
        }
    }

    @Test
    void saysWhatIsDamaged() throws IOException {
        try (QuestStore store = open(folder)) {
            store.append(ramp(series(LOAD, "0"), NOW, 1000, 2));
        }
        Path catalogue = folder.resolve("catalogue.jsonl");
        Files.writeString(catalogue, "garbage\n" + Files.readString(catalogue));
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged in line 1");
        Files.delete(catalogue);
        assertThatThrownBy(() -> open(folder)).isInstanceOf(IOException.class).hasMessageContaining("is missing");
    }

    @Test
    void saysThatTheTableIsDamaged() throws IOException {
        try (QuestStore store = open(folder)) {
            store.append(ramp(series(LOAD, "0"), NOW, 1000, 2));
        }
        try (var files = Files.walk(folder.resolve("db"))) {
            for (Path file :
                    files.filter(f -> f.endsWith("_meta") || f.endsWith("_txn")).toList()) {
                Files.write(file, new byte[3]);
            }
        }
        assertThatThrownBy(() -> open(folder)).isInstanceOf(IOException.class).hasMessageContaining("cannot be opened");
    }
}
