package io.puypuy.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameTest {
    private final Queue<String> answers = new ArrayDeque<>();
    private final Path kernel;
    private final Path hosts;
    private final HostName host;

    HostNameTest(@TempDir Path folder) {
        kernel = folder.resolve("hostname");
        hosts = folder.resolve("hosts");
        host = new HostName(kernel, hosts, name -> answers.remove());
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(kernel, "web1\n");
        Files.writeString(hosts, "127.0.0.1 localhost\n");
    }

    @Test
    void fullNameOfTheNameServiceStays() {
        answers.addAll(List.of("web1.example.com", "web1"));
        assertThat(host.name(false)).isEqualTo("web1.example.com");
        assertThat(host.name(false)).isEqualTo("web1.example.com");
        assertThat(host.name(true)).isEqualTo("web1");
    }

    @Test
    void nameServiceIsAskedAgainUntilItKnowsTheName() {
        answers.addAll(List.of("web1", "web1.example.com"));
        assertThat(host.name(false)).isEqualTo("web1");
        assertThat(host.name(false)).isEqualTo("web1.example.com");
    }

    @Test
    void anotherNameOfTheKernelIsAnotherName() throws IOException {
        answers.addAll(List.of("web1.example.com", "web2.example.com"));
        assertThat(host.name(false)).isEqualTo("web1.example.com");
        Files.writeString(kernel, "web2\n");
        assertThat(host.name(false)).isEqualTo("web2.example.com");
    }

    @Test
    void hostsFileAndKernelComeFirst() throws IOException {
        Files.writeString(hosts, "10.0.0.1 web1.example.org web1\n");
        assertThat(host.name(false)).isEqualTo("web1.example.org");
        Files.writeString(kernel, "web1.example.net\n");
        assertThat(host.name(false)).isEqualTo("web1.example.net");
        assertThat(host.name(true)).isEqualTo("web1");
    }
}
