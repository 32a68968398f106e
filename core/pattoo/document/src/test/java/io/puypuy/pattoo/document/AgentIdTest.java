package io.puypuy.pattoo.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentIdTest {
    private static final String ID = "66cf7a8e560f75e23d557023ce591120abd094925bde6d97f09561b69b6ed3c4";

    private final Path folder;

    AgentIdTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void makesAnIdAndKeepsIt() throws Exception {
        String id = AgentId.of(folder.resolve("var/pattoo"), "puypuy");
        assertThat(id).matches("[0-9a-f]{64}");
        assertThat(AgentId.of(folder.resolve("var/pattoo"), "puypuy")).isEqualTo(id);
        assertThat(AgentId.of(folder.resolve("var/pattoo"), "other")).isNotEqualTo(id);
        Path file = folder.resolve("var/pattoo/agent_id/puypuy.agent_id");
        assertThat(file).hasContent(id);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ID, ID + "\n", ID + "\nsecond line\n"})
    void usesTheIdThatPattooMade(String content) throws Exception {
        Path file = Files.createDirectories(folder.resolve("agent_id")).resolve("pattoo_agent_os_spoked.agent_id");
        Files.writeString(file, content);
        assertThat(AgentId.of(folder, "pattoo_agent_os_spoked")).isEqualTo(ID);
        assertThat(file).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "\n" + ID})
    void refusesAFileWithoutAnId(String content) throws Exception {
        Path file = Files.createDirectories(folder.resolve("agent_id")).resolve("puypuy.agent_id");
        Files.writeString(file, content);
        assertThatThrownBy(() -> AgentId.of(folder, "puypuy"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("64 hexadecimal digits");
        assertThat(file).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", ".hidden", "a b"})
    void refusesANameThatIsNoFile(String program) {
        assertThatThrownBy(() -> AgentId.of(folder, program)).isInstanceOf(IOException.class);
    }

    @Test
    void makesAnIdWhereThereAreNoLinks() throws Exception {
        AgentId.Link vfat = (link, existing) -> {
            throw new FileSystemException(link.toString(), existing.toString(), "Operation not permitted");
        };
        String id = AgentId.of(folder, "puypuy", vfat);
        assertThat(id).matches("[0-9a-f]{64}");
        assertThat(AgentId.of(folder, "puypuy", vfat)).isEqualTo(id);
        assertThat(folder.resolve("agent_id")).isDirectoryContaining("glob:**/puypuy.agent_id");
    }

    @Test
    void givesAllWhoStartAtOnceTheSameId() throws Exception {
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 20; round++) {
                Path directory = folder.resolve("round" + round);
                CyclicBarrier start = new CyclicBarrier(threads);
                Callable<String> agent = () -> {
                    start.await();
                    return AgentId.of(directory, "puypuy");
                };
                List<Future<String>> ids = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    ids.add(pool.submit(agent));
                }
                Set<String> different = new HashSet<>();
                for (Future<String> id : ids) {
                    different.add(id.get());
                }
                assertThat(different).hasSize(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
