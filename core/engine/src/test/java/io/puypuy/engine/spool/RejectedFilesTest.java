package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectedFilesTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Path FOLDER = Path.of("/spool/rejected");

    private final MemoryFiles disk = new MemoryFiles(1);

    private static List<RejectedPoint> point(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return List.of(new RejectedPoint(NOON.millis(), RejectedPoint.Form.ENCODED, "no", bytes));
    }

    private String all() {
        StringBuilder text = new StringBuilder();
        for (Path file : disk.paths()) {
            text.append(new String(disk.content(file), StandardCharsets.US_ASCII));
        }
        return text.toString();
    }

    @Test
    void oneLineForEachPoint() {
        new RejectedFiles(FOLDER, 10_000, disk, NOON).add(point("cpu,host=ä 5"));
        assertThat(all()).isEqualTo("2026-03-01T12:00:00Z\tencoded\tno\tcpu,host=\\xc3\\xa4 5\n");
    }

    @Test
    void boundedBytesOldestGo() {
        RejectedFiles files = new RejectedFiles(FOLDER, 10_000, disk, NOON);
        for (int i = 0; i < 1000; i++) {
            files.add(point("point " + i));
            assertThat(all().length()).isLessThanOrEqualTo(10_000);
        }
        assertThat(all()).contains("point 999\n").doesNotContain("point 1\n");
        assertThat(all().length()).isGreaterThan(5_000);
    }

    @Test
    void manyShortLivesLeaveABoundedNumberOfFiles() {
        for (int i = 0; i < 200; i++) {
            new RejectedFiles(FOLDER, 1_000_000, disk, NOON).add(point("life " + i));
        }
        assertThat(disk.paths()).hasSizeLessThan(60);
        assertThat(all()).contains("life 199\n");
    }

    @Test
    void hugePointIsCut() {
        new RejectedFiles(FOLDER, 1_000_000, disk, NOON).add(point("x".repeat(100_000)));
        assertThat(all().length()).isLessThan(70_000);
        assertThat(all()).contains("\tcut\t");
    }

    @Test
    void failingDiskIsSurvived() {
        RejectedFiles files = new RejectedFiles(FOLDER, 10_000, disk, NOON);
        disk.full(true);
        files.add(point("lost"));
        disk.full(false);
        files.add(point("kept"));
        assertThat(all()).contains("kept").doesNotContain("lost");
    }

    @Test
    void diskThatStaysFullDoesNotPushOutWhatIsKept() {
        RejectedFiles files = new RejectedFiles(FOLDER, 1000, disk, NOON);
        files.add(point("kept"));
        disk.full(true);
        for (int i = 0; i < 200; i++) {
            files.add(point("lost"));
        }
        assertThat(all()).contains("kept");
        assertThat(disk.paths()).hasSizeLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, Integer.MAX_VALUE})
    void takingPointsOutOfAFullFolderLosesNoneOfThoseThatStay(int room) throws IOException {
        RejectedFiles files = new RejectedFiles(FOLDER, 10_000, disk, NOON);
        // The oldest file has nothing that can be sent.
        for (int i = 0; all().length() < 9_800; i++) {
            byte[] words = ("words " + i).getBytes(StandardCharsets.UTF_8);
            files.add(List.of(new RejectedPoint(NOON.millis(), RejectedPoint.Form.WORDS, "no", words)));
            if (all().length() > 2_600) {
                files.add(point("point " + i));
            }
        }
        List<String> before = texts();
        List<String> queued = new ArrayList<>();

        files.putBack(NOON.millis() + 1000, points -> {
            boolean takes = queued.size() < room;
            if (takes) {
                queued.addAll(EncodedText.texts(points));
            }
            return takes;
        });

        List<String> after = texts();
        after.addAll(queued);
        assertThat(queued.isEmpty()).isEqualTo(room == 0);
        assertThat(after).containsExactlyInAnyOrderElementsOf(before);
        assertThat(all().length()).isLessThanOrEqualTo(10_000);
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : disk.paths()) {
            for (RejectedPoint point : RejectedFiles.read(file, disk)) {
                texts.add(new String(point.bytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    @Test
    void tornLineIsNoPoint() {
        String line = "2026-03-01T12:00:00Z\tencoded\tno\tab\\x0a";
        assertThat(RejectedLine.parse(line)).isNotNull();
        for (int i = 0; i < line.length() - 7; i++) {
            assertThat(RejectedLine.parse(line.substring(0, i))).isNull();
        }
        assertThat(RejectedLine.parse(line.substring(0, line.length() - 1))).isNull();
    }
}
