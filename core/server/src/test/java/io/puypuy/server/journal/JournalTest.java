package io.puypuy.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final int SMALL = 1 << 12;

    private Path folder;

    @BeforeEach
    void use(@TempDir Path temporary) {
        folder = temporary;
    }

    private static Frame frame(String text) {
        Frame frame = new Frame();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        frame.room(bytes.length).put(bytes);
        return frame;
    }

    private Journal open() throws IOException {
        return new Journal(folder, SMALL);
    }

    private void append(String... texts) throws IOException {
        try (Journal journal = open()) {
            for (String text : texts) {
                journal.append(frame(text));
            }
        }
    }

    private List<String> replayed() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Journal journal = open()) {
            long frames = journal.replay(
                    payload -> texts.add(StandardCharsets.UTF_8.decode(payload).toString()));
            assertThat(frames).isEqualTo(texts.size());
        }
        return texts;
    }

    private List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    private void overwrite(String file, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile content =
                new RandomAccessFile(folder.resolve(file).toFile(), "rw")) {
            content.seek(at);
            content.write(bytes);
        }
    }

    @Test
    void givesWhatWasAppendedInItsOrder() throws IOException {
        append("one", "", "three");
        append("four");

        assertThat(replayed()).containsExactly("one", "", "three", "four");
    }

    @Test
    void goesOnInFurtherFilesAndKeepsTheOrder() throws IOException {
        String[] texts = new String[40];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = i + "-".repeat(400);
        }
        append(texts);

        assertThat(replayed()).containsExactly(texts);
        assertThat(files()).hasSizeGreaterThan(4);
    }

    @Test
    void hasAFileBeforeItIsWritten() throws IOException {
        append("one");

        Path file = folder.resolve("1.journal");
        assertThat(Files.size(file)).isEqualTo(SMALL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void usesReleasedFilesAgainAndTellsTheirOldFramesApart() throws IOException {
        try (Journal journal = open()) {
            journal.append(frame("x".repeat(1_000)));
            journal.append(frame("y".repeat(1_000)));
            journal.release(Long.MAX_VALUE);
        }
        assertThat(files()).containsExactly("spare-1");
        append("short");

        assertThat(files()).containsExactly("2.journal");
        assertThat(replayed()).containsExactly("short");
    }

    @Test
    void keepsNothingThatWasReleased() throws IOException {
        try (Journal journal = open()) {
            for (int i = 0; i < 10; i++) {
                journal.append(frame(i + "z".repeat(3_000)));
            }
            journal.release(journal.segment());
            assertThat(journal.bytes()).isEqualTo(SMALL);
        }

        assertThat(replayed()).singleElement().asString().startsWith("9");
        assertThat(files()).hasSizeLessThan(5);
    }

    @Test
    void leavesOutAFrameThatWasCutOff() throws IOException {
        append("one", "two and a half");
        overwrite("1.journal", Frame.HEADER + 8 + Frame.HEADER + 3, new byte[3]);

        assertThat(replayed()).containsExactly("one");
        append("three");
        assertThat(replayed()).containsExactly("one", "three");
        assertThat(folder.resolve("damaged")).doesNotExist();
    }

    @Test
    void goesOnBehindADamagedFrameAndKeepsTheFile() throws IOException {
        append("one", "two", "three");
        overwrite("1.journal", Frame.HEADER + 8 + Frame.HEADER, new byte[] {'X'});

        List<String> texts = new ArrayList<>();
        try (Journal journal = open()) {
            journal.replay(
                    payload -> texts.add(StandardCharsets.UTF_8.decode(payload).toString()));
            journal.release(Long.MAX_VALUE);
        }

        assertThat(texts).containsExactly("one", "three");
        assertThat(folder.resolve("damaged/1.journal")).exists();
        assertThat(replayed()).isEmpty();
    }

    @Test
    void readsAnyCutAndAnyBrokenByteWithoutFault() throws IOException {
        append("a".repeat(500), "b".repeat(700), "c".repeat(300));
        byte[] good = Files.readAllBytes(folder.resolve("1.journal"));
        Random random = new Random(17);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(1_700)] ^= (byte) (1 + random.nextInt(255));
            Files.write(folder.resolve("1.journal"), i % 3 == 0 ? Arrays.copyOf(bad, random.nextInt(SMALL)) : bad);
            assertThat(replayed()).allMatch(text -> text.length() >= 300).hasSizeLessThan(4);
        }
    }

    @Test
    void refusesAFrameThatFitsNoFile() throws IOException {
        try (Journal journal = open()) {
            assertThatThrownBy(() -> journal.append(frame("w".repeat(SMALL))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void growsAFrameAsFarAsNeeded() throws IOException {
        Frame frame = new Frame();
        for (int i = 0; i < 30_000; i++) {
            frame.room(8).putLong(i);
        }
        try (Journal journal = new Journal(folder)) {
            journal.append(frame);
            frame.clear();
            frame.room(4).putInt(7);
            journal.append(frame);
        }

        List<Long> sums = new ArrayList<>();
        try (Journal journal = new Journal(folder)) {
            journal.replay(payload -> {
                long sum = 0;
                while (payload.remaining() >= 8) {
                    sum += payload.getLong();
                }
                sums.add(sum + payload.remaining());
            });
        }
        assertThat(sums).containsExactly(30_000L * 29_999 / 2, 4L);
    }
}
