package io.puypuy.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shells in place of servers. */
final class ServerProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Path marks;

    ServerProcessTest(@TempDir Path marks) {
        this.marks = marks;
    }

    @Test
    void leavesNeitherProcessNorFolder() {
        ServerProcess server = start("trap 'exit 0' TERM; while :; do sleep 0.1; done");
        long pid = server.pid();
        assertThat(server.output()).isEqualTo("serving\n");

        server.close();
        server.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(server.isRunning()).isFalse();
        assertThat(server.folder()).doesNotExist();
        assertThat(server.output()).isEmpty();
    }

    @Test
    void keepsTheFolderOfAServerThatComesBack() throws Exception {
        try (ServerProcess server = start("exec sleep 60")) {
            long pid = server.pid();
            Files.writeString(server.folder().resolve("stored"), "x");

            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.restart();

            assertThat(server.pid()).isNotEqualTo(pid);
            assertThat(server.isRunning()).isTrue();
            assertThat(server.folder().resolve("stored")).hasContent("x");
        }
    }

    @Test
    void saysWhatAServerThatEndsHadToSay() {
        AtomicReference<Path> used = new AtomicReference<>();

        assertThatThrownBy(() -> ServerProcess.start(
                        "shell",
                        LIMIT,
                        folder -> {
                            used.set(folder);
                            return List.of("/bin/sh", "-c", "echo no such port; exit 3");
                        },
                        () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("shell ended with code 3; it said: no such port\n");
        assertThat(used.get()).doesNotExist();
    }

    @Test
    void endsAServerThatNeverServes() {
        assertThatThrownBy(() -> ServerProcess.start(
                        "shell",
                        Duration.ofSeconds(1),
                        folder -> List.of("/bin/sh", "-c", "echo busy; exec sleep 60"),
                        () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("shell does not serve after 1 s; it said: busy\n");
    }

    @Test
    void givesEachServerAPortOfItsOwn() {
        assertThat(FreePort.next()).isNotEqualTo(FreePort.next()).isBetween(12_000, 31_999);
    }

    private ServerProcess start(String script) {
        Path serving = marks.resolve("serving");
        return ServerProcess.start(
                "shell",
                LIMIT,
                folder -> List.of("/bin/sh", "-c", "echo serving; : > " + serving + "; " + script),
                () -> Files.exists(serving));
    }
}
