package io.puypuy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcAndSysTest {
    private static final ProcAndSys LIVE = new ProcAndSys(Path.of("/proc"), Path.of("/sys"));

    private final Path folder;

    ProcAndSysTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsFilesThatClaimToBeEmpty() throws Exception {
        assertThat(Files.size(LIVE.proc().resolve("self/status"))).isZero();
        assertThat(LIVE.read(LIVE.proc().resolve("self/status")))
                .startsWith("Name:")
                .endsWith("\n");
    }

    @Test
    void readsWhatTheKernelHandsOutInPieces() throws Exception {
        // More than one page, which the kernel gives in several reads.
        Path maps = LIVE.proc().resolve("self/smaps");
        assertThat(LIVE.read(maps))
                .hasSizeGreaterThan(8192)
                .contains("VmFlags:")
                .endsWith("\n");
    }

    @Test
    void oneReadLeavesNothingForTheNext() throws Exception {
        Path large = Files.writeString(folder.resolve("large"), "ä".repeat(50_000));
        Path small = Files.writeString(folder.resolve("small"), "x");
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThat(LIVE.read(large)).isEqualTo("ä".repeat(50_000));
        assertThat(LIVE.read(small)).isEqualTo("x");
        assertThat(LIVE.read(empty)).isEmpty();
        assertThat(LIVE.readIfPresent(empty)).contains("");
    }

    @Test
    void refusesFilesAboveFourMebibytes() throws Exception {
        Path most = Files.write(folder.resolve("most"), new byte[4 << 20]);
        Path tooLarge = Files.write(folder.resolve("large"), new byte[(4 << 20) + 1]);

        assertThat(LIVE.read(most)).hasSize(4 << 20);
        assertThatThrownBy(() -> LIVE.read(tooLarge))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read " + tooLarge + ": larger than 4 MiB");
    }

    @Test
    void anEndlessFileEnds() {
        assertThatThrownBy(() -> LIVE.read(Path.of("/dev/zero"))).hasMessageEndingWith("larger than 4 MiB");
    }

    @Test
    void aMissingFileIsAbsentOrAFailure() throws Exception {
        Path missing = folder.resolve("missing/file");

        assertThat(LIVE.readIfPresent(missing)).isEmpty();
        assertThatThrownBy(() -> LIVE.read(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing + ": no such file");
    }

    @Test
    void whatTheKernelDoesNotHaveIsAbsent() throws Exception {
        // The speed of a loopback interface: EINVAL.
        Path speed = LIVE.sys().resolve("class/net/lo/speed");
        assumeThat(speed).exists();

        assertThat(LIVE.readIfPresent(speed)).isEmpty();
        assertThatThrownBy(() -> LIVE.read(speed))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read " + speed + " (Invalid argument)");
    }

    @Test
    void anyOtherFaultIsAFailureAlsoForAFileThatMayBeAbsent() {
        // Address 0 of a process: EIO.
        Path memory = LIVE.proc().resolve("self/mem");
        assertThatThrownBy(() -> LIVE.readIfPresent(memory))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read " + memory + " (Input/output error)");
        assertThatThrownBy(() -> LIVE.readIfPresent(folder)).hasMessage("cannot read " + folder + " (Is a directory)");
    }

    @Test
    void listsSortedNames() throws Exception {
        Files.createFile(folder.resolve("b"));
        Files.createFile(folder.resolve("a"));

        assertThat(LIVE.list(folder)).containsExactly("a", "b");
        assertThat(LIVE.list(folder.resolve("missing"))).isEmpty();
        assertThatThrownBy(() -> LIVE.list(folder.resolve("a"))).hasMessage("cannot list " + folder.resolve("a"));
    }
}
