package io.puypuy.pattoo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final CacheFolder folder;
    private final List<String> posted = new ArrayList<>();
    private boolean safe = true;
    private final OldCache cache;

    OldCacheTest(@TempDir Path directory) throws IOException {
        folder = new CacheFolder(directory, TestAgents.ID);
        Files.createDirectories(folder.path());
        cache = new OldCache(
                folder,
                new OldCache.Sink() {
                    @Override
                    public void post(byte[] document) {
                        posted.add(new String(document, StandardCharsets.UTF_8));
                    }

                    @Override
                    public boolean isSafe() {
                        return safe;
                    }
                },
                () -> NOW);
    }

    private Path file(String name, String content) throws IOException {
        Path file = Files.writeString(folder.path().resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));
        return file;
    }

    private static String document(String name) {
        return new String(TestAgents.document(name), StandardCharsets.UTF_8);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void takesOverEachFileOnceOldestFirst() throws Exception {
        file("1600000000002_" + TestAgents.ID + ".json", document("c"));
        file("999999999999_" + TestAgents.ID + ".json", document("a"));
        file("1600000000001_" + TestAgents.ID + "_0a1b.json", document("b"));
        assertThat(cache.takeOver()).isEqualTo(3);
        assertThat(posted).containsExactly(document("a"), document("b"), document("c"));
        assertThat(files()).isEmpty();
        assertThat(cache.takeOver()).isZero();
    }

    @Test
    void setsAsideWhatIsNoDocument() throws Exception {
        file("1_" + TestAgents.ID + ".json", "{\"torn\": ");
        file("2_" + TestAgents.ID + ".json", "{}");
        file("3_" + TestAgents.ID + ".json", "x".repeat(Outbox.MOST_DOCUMENT_BYTES + 1));
        file("4_" + TestAgents.ID + ".json", document("good"));
        assertThat(cache.takeOver()).isEqualTo(1);
        assertThat(posted).containsExactly(document("good"));
        assertThat(files()).isEmpty();
        assertThat(folder.path().resolve(OldCache.ASIDE)).isDirectoryContaining("glob:**/1_*.json");
        assertThat(folder.path().resolve(OldCache.ASIDE)).isDirectoryContaining("glob:**/2_*.json");
        assertThat(folder.path().resolve(OldCache.ASIDE)).isDirectoryContaining("glob:**/3_*.json");
    }

    @Test
    void leavesAloneWhatIsNotItsOrMayNotBeWhole() throws Exception {
        file("1_of_another_agent.json", document("other"));
        file("1_" + TestAgents.ID + ".txt", document("text"));
        Path young = file("2_" + TestAgents.ID + ".json", document("young"));
        Files.setLastModifiedTime(young, FileTime.from(NOW.minusSeconds(1)));
        Files.createDirectory(folder.path().resolve("3_" + TestAgents.ID + ".json"));
        assertThat(cache.takeOver()).isZero();
        assertThat(files()).hasSize(3);
    }

    @Test
    void deletesNothingThatIsNotSafe() throws Exception {
        file("1_" + TestAgents.ID + ".json", document("a"));
        safe = false;
        assertThat(cache.takeOver()).isZero();
        assertThat(files()).hasSize(1);
    }

    @Test
    void takesTheOldestOfManyAndTheRestLater() throws Exception {
        int number = OldCache.MOST_FILES + 10;
        for (int i = number; i > 0; i--) {
            file((1_000_000 + i) + "_" + TestAgents.ID + ".json", document("d" + i));
        }
        assertThat(cache.takeOver()).isEqualTo(OldCache.MOST_FILES);
        assertThat(posted.get(0)).isEqualTo(document("d1"));
        assertThat(posted.get(OldCache.MOST_FILES - 1)).isEqualTo(document("d" + OldCache.MOST_FILES));
        assertThat(cache.takeOver()).isEqualTo(10);
        assertThat(files()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereHasNothing() throws Exception {
        Files.delete(folder.path());
        assertThat(cache.takeOver()).isZero();
    }
}
