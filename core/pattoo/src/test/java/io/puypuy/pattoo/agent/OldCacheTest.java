package io.puypuy.pattoo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final CacheFolder folder;
    private final List<String> posted = new ArrayList<>();
    private boolean safe = true;
    private Runnable afterPost = () -> {};
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
                        afterPost.run();
                    }

                    @Override
                    public boolean isSafe(long deadlineNanos) {
                        return safe;
                    }
                },
                () -> NOW,
                Outbox.MOST_DOCUMENT_BYTES);
    }

    private Path file(String name, String content) throws IOException {
        Path file = Files.writeString(folder.path().resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));
        return file;
    }

    private int takeOver() throws InterruptedException {
        return takeOver(Long.MAX_VALUE);
    }

    private int takeOver(long mostBytes) throws InterruptedException {
        return cache.takeOver(mostBytes, System.nanoTime() + TimeUnit.SECONDS.toNanos(60));
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
        assertThat(takeOver()).isEqualTo(3);
        assertThat(posted).containsExactly(document("a"), document("b"), document("c"));
        assertThat(files()).isEmpty();
        assertThat(takeOver()).isZero();
    }

    @Test
    void setsAsideWhatIsNoDocument() throws Exception {
        file("1_" + TestAgents.ID + ".json", "{\"torn\": ");
        file("2_" + TestAgents.ID + ".json", "{}");
        file("3_" + TestAgents.ID + ".json", "x".repeat(Outbox.MOST_DOCUMENT_BYTES + 1));
        file("4_" + TestAgents.ID + ".json", document("good"));
        assertThat(takeOver()).isEqualTo(1);
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
        assertThat(takeOver()).isZero();
        assertThat(files()).hasSize(3);
    }

    @Test
    void deletesNothingThatIsNotSafe() throws Exception {
        file("1_" + TestAgents.ID + ".json", document("a"));
        safe = false;
        assertThat(takeOver()).isZero();
        assertThat(files()).hasSize(1);
    }

    @Test
    void takesTheOldestOfManyAndTheRestLater() throws Exception {
        int number = OldCache.MOST_FILES + 10;
        for (int i = number; i > 0; i--) {
            file((1_000_000 + i) + "_" + TestAgents.ID + ".json", document("d" + i));
        }
        assertThat(takeOver()).isEqualTo(OldCache.MOST_FILES);
        assertThat(posted.get(0)).isEqualTo(document("d1"));
        assertThat(posted.get(OldCache.MOST_FILES - 1)).isEqualTo(document("d" + OldCache.MOST_FILES));
        assertThat(takeOver()).isEqualTo(10);
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadKeepsNoOtherFromItsTurn() throws Exception {
        file("1_" + TestAgents.ID + ".json", document("a"));
        Path gone = file("2_" + TestAgents.ID + ".json", document("b"));
        file("3_" + TestAgents.ID + ".json", document("c"));
        // A folder is no file that can be read, whoever we are.
        afterPost = () -> {
            try {
                if (Files.deleteIfExists(gone)) {
                    Files.createDirectory(gone);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        assertThat(takeOver()).isEqualTo(2);
        assertThat(takeOver()).isZero();
        assertThat(posted).containsExactly(document("a"), document("c"));
        assertThat(files()).isEmpty();
    }

    @Test
    void setsAsideUnderANameThatIsFree() throws Exception {
        Path aside = Files.createDirectories(folder.path().resolve(OldCache.ASIDE));
        String name = "1_" + TestAgents.ID + ".json";
        Files.writeString(aside.resolve(name), "an older one");
        file(name, "{}");
        file("2_" + TestAgents.ID + ".json", document("good"));
        assertThat(takeOver()).isEqualTo(1);
        assertThat(aside.resolve(name)).hasContent("an older one");
        assertThat(aside.resolve(name + ".1")).hasContent("{}");
        assertThat(files()).isEmpty();
    }

    @Test
    void leavesInItsFileWhatThereIsNoRoomFor() throws Exception {
        for (int i = 1; i <= 3; i++) {
            file(i + "_" + TestAgents.ID + ".json", document("d" + i));
        }
        assertThat(takeOver(2L * document("d1").length())).isEqualTo(2);
        assertThat(files()).containsExactly("3_" + TestAgents.ID + ".json");
        assertThat(takeOver(0)).isZero();
        assertThat(takeOver()).isEqualTo(1);
        assertThat(posted).containsExactly(document("d1"), document("d2"), document("d3"));
    }

    @Test
    void leavesAllInTheirFilesWhenThereIsNoTime() throws Exception {
        file("1_" + TestAgents.ID + ".json", document("a"));
        assertThat(cache.takeOver(Long.MAX_VALUE, System.nanoTime() - 1)).isZero();
        assertThat(posted).isEmpty();
        assertThat(files()).hasSize(1);
    }

    @Test
    void aFolderThatIsNotThereHasNothing() throws Exception {
        Files.delete(folder.path());
        assertThat(takeOver()).isZero();
    }
}
