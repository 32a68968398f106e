package io.puypuy.server.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, for which the folder of the store is a small file system that only the server sees. */
class FullDiskTest {
    private static final String MOUNT = "mount -t tmpfs -o size=48m,mode=0700 tmpfs \"$0\" || exit 99; ";
    private static final int MANY = 400;

    private final long now = System.currentTimeMillis();

    private static List<String> inOwnMounts(Path folder, String script) {
        return List.of("unshare", "--mount", "sh", "-c", script, folder.toString());
    }

    @Test
    void refusesWhatItCannotKeepAndTakesItWhenThereIsRoom(@TempDir Path temporary) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("store"));
        assumeTrue(
                new ProcessBuilder(inOwnMounts(folder, MOUNT + "true")).start().waitFor() == 0,
                "mounting a file system is not permitted here");
        try (ServerProcess server = new ServerProcess(folder, inOwnMounts(folder, MOUNT + "exec \"$@\""));
                Socket agent = server.connection()) {
            Path filler = Path.of("/proc/" + server.pid() + "/root" + folder + "/filler");
            assertThat(post(agent, 0, 1)).startsWith("HTTP/1.1 200");

            fill(filler);
            assertThat(post(agent, 0, 2))
                    .as("known datapoints fit into the journal")
                    .startsWith("HTTP/1.1 200");
            String refused = refusal(agent);
            assertThat(refused)
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: 5")
                    .contains("could not be stored");

            Files.delete(filler);
            Awaitility.await("room again")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> post(agent, 100, 3).startsWith("HTTP/1.1 200"));
        }
    }

    private String post(Socket agent, int first, int step) throws IOException {
        return ServerProcess.post(agent, "a", Sent.numbers("a", first, 50, now + step, step));
    }

    /** The last pages of a file may hold some more lines of new datapoints. */
    private String refusal(Socket agent) throws IOException {
        String answer = "";
        for (int i = 0; i < MANY && !answer.startsWith("HTTP/1.1 503"); i++) {
            answer = post(agent, 200 + 50 * i, 2);
        }
        return answer;
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 20_000; i++) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
            return;
        }
        throw new AssertionError("the small file system took 80 MB");
    }
}
