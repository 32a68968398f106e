package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFilesTest {
    private final SpoolFiles files = SpoolFiles.disk();

    /** No test can cut the power; that the kernel is asked to wait for the disk can be seen. */
    @Test
    void waitsForTheDisk(@TempDir Path folder) throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            byte[] bytes = "points".getBytes(StandardCharsets.UTF_8);
            files.write(folder.resolve("written"), bytes, bytes.length);
            files.append(folder.resolve("appended"), bytes);
            files.syncFolder(folder);
            recording.stop();
            recording.dump(folder.resolve("recording.jfr"));
        }
        assertThat(RecordingFile.readAllEvents(folder.resolve("recording.jfr")))
                .extracting(event -> event.getString("path"))
                .containsExactly(
                        folder.resolve("written").toString(),
                        folder.resolve("appended").toString(),
                        folder.toString());
    }

    @Test
    void writesInPiecesAndReadsNoMoreThanIsAskedFor(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("file");
        byte[] bytes = "0123456789".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        files.write(file, bytes, 199_999);
        assertThat(Files.size(file)).isEqualTo(199_999);
        files.append(file, new byte[] {'x'});
        assertThat(files.size(file)).isEqualTo(200_000);
        assertThat(files.read(file, 300_000)).startsWith('0', '1').endsWith('8', 'x');
        assertThat(files.read(file, 3)).isEqualTo(new byte[] {'0', '1', '2'});
    }

    @Test
    void missingFileIsToldFromOneThatCannotBeRead(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> files.read(folder.resolve("none"), 1)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.read(folder, 1))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NoSuchFileException.class);
        files.delete(folder.resolve("none"));
    }
}
