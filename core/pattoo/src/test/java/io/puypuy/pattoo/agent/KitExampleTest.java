package io.puypuy.pattoo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.LavaScript;
import io.puypuy.engine.settings.HostName;
import io.puypuy.pattoo.document.DocumentException;
import io.puypuy.pattoo.document.DocumentLimits;
import io.puypuy.pattoo.document.DocumentReader;
import io.puypuy.pattoo.document.ReceivedDocument;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README, run as cron runs it: a process of its own that only knows the folder of its settings. */
@Timeout(120)
class KitExampleTest {
    private final Path folder;

    KitExampleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** As "pattoo Agents" has it, but for the address. */
    private void configure(int port) throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/pattoo.yaml"), """
                main:

                    log_directory: %1$s/log
                    daemon_directory: %1$s/daemon
                    cache_directory: %1$s/cache

                polling:
                    polling_interval: 300
                    ip_address: 127.0.0.1
                    ip_bind_port: %2$d
                """.formatted(folder, port));
    }

    private String run() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder script = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LavaScript.class.getName());
        script.environment().put("PATTOO_CONFIGDIR", folder.resolve("etc").toString());
        Process process =
                script.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the script ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static ReceivedDocument read(byte[] document) throws DocumentException {
        return new DocumentReader(DocumentLimits.DEFAULT).read(document);
    }

    private static List<String> shown(ReceivedDocument document) {
        return document.datapoints().stream()
                .map(point -> String.join(
                        " ",
                        point.program(),
                        point.target(),
                        point.key(),
                        point.type().toString(),
                        point.value().toString(),
                        Long.toString(point.intervalMillis()),
                        point.postedMetadata().toString()))
                .toList();
    }

    @Test
    void postsWhatPattoosOwnLibraryPosts() throws Exception {
        byte[] golden;
        try (InputStream in = KitExampleTest.class.getResourceAsStream("/golden/01_stock.output.json")) {
            assertThat(in).isNotNull();
            golden = in.readAllBytes();
        }
        try (RecordingHttpPeer server = RecordingHttpPeer.start()) {
            configure(server.port());
            assertThat(run()).startsWith("STORED");
            byte[] posted = server.requests().get(0).body();
            assertThat(shown(read(posted))).isEqualTo(shown(read(golden))).hasSize(4);
            assertThat(read(posted).datapoints().get(0).hostname()).isEqualTo(HostName.ofThisMachine(false));
            String id = Files.readString(folder.resolve("daemon/agent_id/LAVA_SCRIPT.agent_id"));
            assertThat(server.requests().get(0).target()).hasToString("/pattoo/api/v1/agent/receive/" + id);
        }
    }

    @Test
    void theNextRunPostsWhatTheServerHasMissed() throws Exception {
        configure(FreePort.next());
        assertThat(run()).contains("WAITING", "refused");
        try (RecordingHttpPeer server = RecordingHttpPeer.start()) {
            configure(server.port());
            assertThat(run()).contains("STORED");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void theReadmeShowsTheVeryCode() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String code = Files.readString(Path.of("src/test/java/com/example/LavaScript.java"));
        assertThat(readme).contains("```java\n" + code + "```\n");
    }
}
