package io.puypuy.app.wizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceTest {
    private static Service service(Path folder, int code) throws IOException {
        Path systemctl = Files.writeString(folder.resolve("systemctl"), "#!/bin/sh\nexit " + code + "\n");
        Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwx------"));
        Service.Machine machine = new Service.Machine(true, Optional.of(systemctl), folder);
        Path home = Path.of("/opt/a \"b\" 100%");
        return new Service(machine, home, home.resolve("bin/puypuy"), Map.of("JAVA_HOME", "/opt/java 17"));
    }

    @Test
    void signsThatSystemdReadsOtherwiseAreEscaped(@TempDir Path folder) throws Exception {
        assertThat(service(folder, 0).unit().lines())
                .contains("ExecStart=\"/opt/a \\\"b\\\" 100%%/bin/puypuy\" run")
                .contains("Environment=\"JAVA_HOME=/opt/java 17\"")
                .noneMatch(line -> line.contains("PUYPUY_HOME"));
    }

    @Test
    void launcherOfAnotherFolderIsToldItsHome() throws IOException {
        Service.Machine machine = new Service.Machine(false, Optional.empty(), Path.of("/etc"));
        Service service = new Service(machine, Path.of("/srv/puy puy"), Path.of("/opt/puypuy/bin/puypuy"), Map.of());

        assertThat(service.unit().lines())
                .contains("Environment=\"PUYPUY_HOME=/srv/puy puy\"")
                .contains("ExecStart=\"/opt/puypuy/bin/puypuy\" run");
    }

    @Test
    void olderUnitIsKeptAndTheSameIsNotWrittenAgain(@TempDir Path folder) throws Exception {
        Service service = service(folder, 0);
        Files.writeString(service.file(), "of another version\n");
        List<String> said = new ArrayList<>();
        service.install(said::add);
        service.install(said::add);

        assertThat(said)
                .satisfiesExactly(
                        first -> assertThat(first).contains("is written; the old one is", "puypuy.service.bak"),
                        second -> assertThat(second).isEqualTo("puypuy.service starts with the machine."),
                        third -> assertThat(third).isEqualTo("puypuy.service starts with the machine."));
        assertThat(folder.resolve("puypuy.service.bak")).hasContent("of another version\n");
        assertThat(service.file()).hasContent(service.unit());
    }

    @Test
    void refusalOfSystemdIsAFailure(@TempDir Path folder) throws Exception {
        Service service = service(folder, 3);
        assertThatThrownBy(() -> service.install(sentence -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("systemctl daemon-reload failed with code 3");
    }
}
