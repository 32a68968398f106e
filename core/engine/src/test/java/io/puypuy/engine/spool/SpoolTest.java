package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodedPoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Path FOLDER = Path.of("/spool/default-Recording");
    private static final SpoolBounds ROOMY = SpoolBounds.of(1000, 1 << 20);

    private final MemoryFiles disk = new MemoryFiles(1);
    private final TestBooks books = new TestBooks();

    private Spool open(SpoolBounds bounds) {
        Spool spool = new Spool(FOLDER, bounds, disk, NOON);
        spool.open(books);
        return spool;
    }

    private static List<String> drain(Spool spool) throws IOException {
        List<String> texts = new ArrayList<>();
        for (SpooledBatch batch = spool.oldest(); batch != null; batch = spool.oldest()) {
            EncodedPoints points = spool.read(batch);
            if (points != null) {
                texts.addAll(EncodedText.texts(points));
                spool.remove(batch);
            }
        }
        return texts;
    }

    @Test
    void handsOutOldestFirstAlsoAfterCrash() throws IOException {
        Spool spool = open(ROOMY);
        spool.put(EncodedText.of("a", "b"));
        spool.put(EncodedText.of("c"));
        spool.put(EncodedText.of("d"));
        disk.crash();
        Spool again = open(ROOMY);
        assertThat(books.found).isEqualTo(4);
        again.put(EncodedText.of("e"));
        assertThat(drain(again)).containsExactly("a", "b", "c", "d", "e");
        assertThat(disk.paths()).isEmpty();
        assertThat(books.files).isZero();
        assertThat(books.bytes).isZero();
    }

    @Test
    void waitsForTheDiskOnceForTheFileAndOnceForTheFolder() {
        Spool spool = open(ROOMY);
        SpooledBatch batch = spool.put(EncodedText.of("a"));
        assertThat(batch.isOnDisk()).isTrue();
        assertThat(disk.fileSyncs()).isEqualTo(1);
        assertThat(disk.folderSyncs()).isEqualTo(1);
        spool.remove(batch);
        assertThat(disk.folderSyncs()).isEqualTo(1);
    }

    @Test
    void oldestFallOutWhenThereAreTooManyFiles() throws IOException {
        Spool spool = open(SpoolBounds.of(2, 1 << 20));
        spool.put(EncodedText.of("a1", "a2"));
        spool.put(EncodedText.of("b"));
        SpooledBatch third = spool.put(EncodedText.of("c"));
        assertThat(books.dropped).isEqualTo(2);
        assertThat(books.files).isEqualTo(2);
        assertThat(third.isGone()).isFalse();
        assertThat(drain(spool)).containsExactly("b", "c");
    }

    @Test
    void oldestFallOutWhenThereAreTooManyBytes() throws IOException {
        Spool spool = open(SpoolBounds.of(100, 300));
        for (String point : List.of("a", "b", "c", "d", "e")) {
            spool.put(EncodedText.of(point.repeat(100)));
            assertThat(books.bytes).isLessThanOrEqualTo(300);
        }
        assertThat(books.dropped).isEqualTo(3);
        assertThat(drain(spool)).hasSize(2);
    }

    @Test
    void keepsSingleBatchLargerThanTheBound() {
        Spool spool = open(SpoolBounds.of(100, 10));
        assertThat(spool.put(EncodedText.of("a".repeat(100))).isOnDisk()).isTrue();
        assertThat(books.dropped).isZero();
    }

    @Test
    void batchUnderWayDoesNotFallOut() {
        Spool spool = open(SpoolBounds.of(2, 1 << 20));
        SpooledBatch first = spool.put(EncodedText.of("a"));
        first.pin(true);
        SpooledBatch second = spool.put(EncodedText.of("b"));
        spool.put(EncodedText.of("c"));
        assertThat(first.isGone()).isFalse();
        assertThat(second.isGone()).isTrue();
    }

    @Test
    void smallerBoundAfterRestartDropsTheOldest() throws IOException {
        Spool spool = open(ROOMY);
        spool.put(EncodedText.of("a"));
        spool.put(EncodedText.of("b"));
        spool.put(EncodedText.of("c"));
        assertThat(drain(open(SpoolBounds.of(1, 1 << 20)))).containsExactly("c");
        assertThat(books.dropped).isEqualTo(2);
    }

    @Test
    void fullDiskKeepsPointsInBoundedMemoryAndRecoversByItself() throws IOException {
        Spool spool = open(new SpoolBounds(100, 1 << 20, 250, 1 << 20));
        spool.put(EncodedText.of("first"));
        disk.full(true);
        for (String point : List.of("a", "b", "c", "d")) {
            assertThat(spool.put(EncodedText.of(point.repeat(100))).isOnDisk()).isFalse();
        }
        assertThat(books.dropped).isEqualTo(2);
        assertThat(books.files).isEqualTo(1);
        disk.full(false);
        spool.put(EncodedText.of("last"));
        assertThat(books.files).isEqualTo(4);
        disk.crash();
        assertThat(drain(open(ROOMY))).containsExactly("first", "c".repeat(100), "d".repeat(100), "last");
    }

    @Test
    void folderThatCannotBeOpenedIsTriedAgainWithEachBatch() throws IOException {
        open(ROOMY).put(EncodedText.of("old"));
        disk.faultRate(1);
        Spool spool = open(ROOMY);
        spool.put(EncodedText.of("a"));
        disk.faultRate(0);
        spool.put(EncodedText.of("b"));
        assertThat(books.found).isEqualTo(1);
        assertThat(drain(spool)).containsExactly("old", "a", "b");
    }

    @Test
    void damagedAndForeignFilesAreSetAside() throws IOException {
        Spool spool = open(ROOMY);
        spool.put(EncodedText.of("a1", "a2", "a3"));
        spool.put(EncodedText.of("b"));
        spool.put(EncodedText.of("c"));
        List<Path> files = disk.paths();
        byte[] torn = disk.content(files.get(0));
        disk.replace(files.get(0), Arrays.copyOf(torn, torn.length / 2));
        byte[] changed = disk.content(files.get(2));
        changed[30] ^= 1;
        disk.replace(files.get(2), changed);
        disk.replace(FOLDER.resolve("notes.txt"), "mine".getBytes(StandardCharsets.UTF_8));
        disk.replace(FOLDER.resolve("1-000000-1-30.batch.tmp"), new byte[3]);
        Spool again = open(ROOMY);
        assertThat(drain(again)).containsExactly("b");
        assertThat(books.found).isEqualTo(5);
        assertThat(books.dropped).isEqualTo(4);
        assertThat(disk.paths()).hasSize(3).allMatch(file -> file.startsWith(FOLDER.resolve("damaged")));
    }

    @Test
    void fileThatSomebodyDeletedIsCountedAsDropped() throws IOException {
        Spool spool = open(ROOMY);
        spool.put(EncodedText.of("a", "b"));
        disk.delete(disk.paths().get(0));
        assertThat(drain(spool)).isEmpty();
        assertThat(books.dropped).isEqualTo(2);
    }

    @Test
    void restOfABatchReplacesIt() throws IOException {
        Spool spool = open(ROOMY);
        EncodedPoints points = EncodedText.of("a", "b", "c");
        SpooledBatch batch = spool.put(points);
        spool.put(EncodedText.of("d"));
        batch.advance(2);
        assertThat(spool.keepRest(batch, points.slice(2, 3))).isTrue();
        assertThat(batch.remaining()).isEqualTo(1);
        disk.crash();
        assertThat(drain(open(ROOMY))).containsExactly("c", "d");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatAKilledProcessDidNotSynchroniseIsSafeAfterTheNextStart(long seed) throws IOException {
        MemoryFiles killed = new MemoryFiles(seed);
        Spool spool = new Spool(FOLDER, ROOMY, killed, NOON);
        spool.open(books);
        // The seventh operation is the one that waits for the folder.
        killed.dieSoon(7);
        spool.put(EncodedText.of("a"));
        killed.revive();
        Spool again = new Spool(FOLDER, ROOMY, killed, NOON);
        again.open(books);
        assertThat(again.oldest()).isNotNull();
        killed.crash();
        Spool last = new Spool(FOLDER, ROOMY, killed, NOON);
        last.open(books);
        assertThat(drain(last)).containsExactly("a");
    }

    @Test
    void ofABatchAndItsRestOnlyTheRestIsKept() throws IOException {
        Spool spool = open(ROOMY);
        EncodedPoints points = EncodedText.of("a", "b", "c");
        SpooledBatch batch = spool.put(points);
        Path whole = disk.paths().get(0);
        byte[] content = disk.content(whole);
        spool.keepRest(batch, points.slice(2, 3));
        disk.replace(whole, content);
        assertThat(drain(open(ROOMY))).containsExactly("c");
        assertThat(disk.paths()).isEmpty();
    }

    @Test
    void worksOnTheRealDisk(@TempDir Path home) throws IOException {
        Path folder = home.resolve("var/spool/default-Recording");
        Spool spool = new Spool(folder, ROOMY, SpoolFiles.disk(), NOON);
        assertThat(folder).doesNotExist();
        spool.open(books);
        spool.put(EncodedText.of("a", "b"));
        spool.put(EncodedText.of("c".repeat(200_000)));
        spool.reject(List.of(new RejectedPoint(
                5,
                RejectedPoint.Form.ENCODED,
                "field type\tconflict",
                "x\\ \n\u00e4".getBytes(StandardCharsets.UTF_8))));
        Files.writeString(folder.resolve("foreign"), "?");
        SpoolListing listing =
                SpoolListing.readAll(home.resolve("var/spool"), 10).get(0);
        assertThat(listing.name()).isEqualTo("default-Recording");
        assertThat(listing.batches()).isEqualTo(2);
        assertThat(listing.points()).isEqualTo(3);
        assertThat(listing.oldestMillis()).isEqualTo(NOON.millis());
        assertThat(listing.rejected()).hasSize(1);
        assertThat(listing.rejected().get(0).reason()).isEqualTo("field type\tconflict");
        assertThat(listing.rejected().get(0).millis()).isEqualTo(5);
        assertThat(new String(listing.rejected().get(0).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("x\\ \n\u00e4");
        Spool again = new Spool(folder, ROOMY, SpoolFiles.disk(), NOON);
        again.open(books);
        assertThat(drain(again)).containsExactly("a", "b", "c".repeat(200_000));
        assertThat(SpoolListing.read(folder, 10).damagedFiles()).isEqualTo(1);
        assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
    }

    @Test
    void listsNothingWhereNothingIs(@TempDir Path home) throws IOException {
        assertThat(SpoolListing.readAll(home.resolve("none"), 10)).isEmpty();
        assertThat(SpoolListing.read(home.resolve("none"), 10).batches()).isZero();
    }

    @Test
    void opensAHundredThousandFilesWithoutReadingThem() {
        byte[] nothing = new byte[0];
        for (int i = 0; i < 100_000; i++) {
            disk.replace(FOLDER.resolve(new SpoolName(1_000_000 + i, 0, 10, 700).fileName()), nothing);
        }
        Spool spool = open(SpoolBounds.of(200_000, 1L << 40));
        assertThat(books.found).isEqualTo(1_000_000);
        assertThat(books.files).isEqualTo(100_000);
        assertThat(spool.oldest()).isNotNull();
    }
}
