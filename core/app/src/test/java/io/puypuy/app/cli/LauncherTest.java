package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java that only prints what it was called with. */
final class LauncherTest {
    private static final String FAKE_JAVA = "#!/bin/sh\nprintf '%s\\n' \"$@\" \"in $(pwd)\" \"as $(id -un)\"\n";

    /** Stands for one that practises: writes the archive and the status of a second cycle, and waits for its end. */
    private static final String PRACTISING_JAVA = """
            #!/bin/sh
            for word in "$@"; do
              case $word in
                -Dpuypuy.home=*) home=${word#*=} ;;
                -XX:ArchiveClassesAtExit=*) archive=${word#*=} ;;
              esac
            done
            [ -n "$archive" ] || exit 0
            printf classes >"$archive"
            mkdir -p "$home/var/run"
            echo '{"cycles":2}' >"$home/var/run/status.json"
            exec sleep 60
            """;

    private Path folder;

    private Path home;
    private Path java;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = folder.resolve("with a space/puypuy");
        java = folder.resolve("java 17");
        write(
                home.resolve("bin/puypuy"),
                Files.readString(Path.of("../../bin/puypuy").toAbsolutePath()));
        executable(home.resolve("bin/puypuy"));
        write(home.resolve("core/lib/b.jar"), "");
        write(home.resolve("core/lib/a.jar"), "");
        write(home.resolve("conf/config.ini"), "[SelfConfig]\nrun_user =\n");
        javaHome(java, "17.0.9");
    }

    private static void javaHome(Path folder, String version) throws IOException {
        write(folder.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        write(folder.resolve("bin/java"), FAKE_JAVA);
        executable(folder.resolve("bin/java"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Exit code and everything that was printed. */
    private record Ended(int code, List<String> lines) {}

    private Ended run(Path launcher, Path from, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PUYPUY_"));
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed.lines().toList());
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("bin/puypuy"), folder, Map.of(), arguments);
    }

    @Test
    void startsTheCommandLineInItsHomeWithARelativeClassPath() throws Exception {
        Ended ended = run("query", "two words");

        assertThat(ended.lines())
                .contains("-Dpuypuy.home=" + home.toRealPath())
                .contains("-Dpuypuy.launcher=" + home.toRealPath().resolve("bin/puypuy"))
                .contains("-Dpuypuy.caller=" + folder.toRealPath())
                .contains("core/lib/a.jar:core/lib/b.jar")
                .contains("in " + home.toRealPath())
                .containsSequence("io.puypuy.app.cli.Main", "query", "two words");
    }

    @Test
    void runStartsTheDaemonAndItsHelpDoesNot() throws Exception {
        assertThat(run("run").lines()).contains("io.puypuy.app.Daemon").contains("-Xss256k");
        assertThat(run("run", "--help").lines()).contains("io.puypuy.app.cli.Main");
    }

    @Test
    void agentsHaveAProcessAndACommandOfTheirOwn() throws Exception {
        Path agent = home.resolve("bin/pattoo_agent_os_hubd");
        write(agent, Files.readString(Path.of("../../bin/pattoo_agent_os_hubd").toAbsolutePath()));
        executable(agent);
        Path link = folder.resolve("hub");
        Files.createSymbolicLink(link, agent);

        assertThat(run(link, Path.of("/"), Map.of(), "--status").lines())
                .containsSequence("io.puypuy.app.pattoo.AgentMain", "pattoo_agent_os_hubd", "--status");
        assertThat(run(agent, folder, Map.of(), "--foreground").lines())
                .containsSequence("io.puypuy.app.pattoo.AgentProcess", "pattoo_agent_os_hubd");
    }

    @Test
    void relativeFolderOfAgentsBeginsWhereTheCallerIs() throws Exception {
        write(java.resolve("bin/java"), "#!/bin/sh\necho $PATTOO_CONFIGDIR\n");

        assertThat(run(home.resolve("bin/puypuy"), folder, Map.of("PATTOO_CONFIGDIR", "etc"), "pattoo_agent_os_hubd")
                        .lines())
                .containsExactly(folder.toRealPath().resolve("etc").toString());
    }

    @Test
    void worksThroughASymlinkFromAnywhere() throws Exception {
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, home.resolve("bin/puypuy"));

        assertThat(run(link, Path.of("/"), Map.of(), "checks").lines()).contains("-Dpuypuy.home=" + home.toRealPath());
    }

    @Test
    void furtherOptionsComeAfterOurs() throws Exception {
        List<String> lines = run(home.resolve("bin/puypuy"), folder, Map.of("PUYPUY_JAVA_OPTS", "-Xmx9m -Da=b"), "run")
                .lines();

        assertThat(lines).containsSequence("-Xmx9m", "-Da=b");
        assertThat(lines.indexOf("-Xmx9m")).isGreaterThan(lines.indexOf("-Xss256k"));
    }

    @Test
    void tooOldJavaIsPassedOver() throws Exception {
        javaHome(java, "11.0.20");

        // A real one of this machine is taken, which finds no class in the empty jars.
        assertThat(run("checks").lines())
                .anyMatch(line -> line.contains("ClassNotFoundException: io.puypuy.app.cli.Main"));
    }

    @Test
    void missingJarsAreOneSentence() throws Exception {
        Files.delete(home.resolve("core/lib/a.jar"));
        Files.delete(home.resolve("core/lib/b.jar"));

        Ended ended = run("checks");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines()).singleElement().asString().contains("is no complete PuyPuy");
        assertThat(run("status").code()).isEqualTo(4);
    }

    @Test
    void rootWithRunUserDropsPrivilegesAndHandsOverVar() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can switch users");
        openToOthers();
        write(home.resolve("conf/config.ini"), "[Other]\nrun_user = root\n[SelfConfig]\n Run_User : nobody \n");

        assertThat(run("start").lines()).contains("as nobody");
        assertThat(Files.getOwner(home.resolve("var")).getName()).isEqualTo("nobody");
        assertThat(run("spool", "retry").lines()).contains("as nobody");
        assertThat(run("pattoo", "set-password", "admin").lines())
                .contains("as nobody")
                .contains("-Dpuypuy.caller=" + folder.toRealPath());
        assertThat(run("enable", "check_x").lines()).contains("as root");
    }

    @Test
    void whatRootPreparesIsTheOtherUsers() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can switch users");
        openToOthers();
        write(home.resolve("conf/config.ini"), "[SelfConfig]\nrun_user = nobody\n");
        write(java.resolve("bin/java"), PRACTISING_JAVA);

        assertThat(run("prepare").code()).isZero();
        try (Stream<Path> cache = Files.list(home.resolve("var/cache"))) {
            assertThat(cache.filter(file -> file.toString().endsWith(".jsa")))
                    .hasSize(2)
                    .allSatisfy(archive -> {
                        assertThat(archive).hasContent("classes");
                        assertThat(Files.getOwner(archive).getName()).isEqualTo("nobody");
                    });
        }
    }

    @Test
    void linkOfTheOtherUserLeadsRootNowhere() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can switch users");
        openToOthers();
        write(home.resolve("conf/config.ini"), "[SelfConfig]\nrun_user = nobody\n");
        write(folder.resolve("victim"), "of root");
        Files.setPosixFilePermissions(folder.resolve("victim"), PosixFilePermissions.fromString("rw-------"));
        Files.createDirectories(home.resolve("var/cache"));
        Files.createSymbolicLink(home.resolve("var/cache/lock"), folder.resolve("victim"));

        Ended ended = run("start");
        assertThat(ended.code()).isZero();
        assertThat(ended.lines()).contains("as nobody");
        assertThat(folder.resolve("victim")).hasContent("of root");
    }

    @Test
    void agentLeavesAFolderOfAnotherUserAlone() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a folder away");
        Path var = Files.createDirectories(home.resolve("var"));
        Files.setOwner(var, var.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThat(run("pattoo_agent_os_spoked", "--start").code()).isZero();
        assertThat(var).isEmptyDirectory();
    }

    @Test
    void unknownRunUserIsOneSentence() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can switch users");
        write(home.resolve("conf/config.ini"), "[SelfConfig]\nrun_user = no_such_user\n");

        Ended ended = run("start");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines()).singleElement().asString().contains("there is no such user");
    }

    /** A temporary folder is its owner's only; the other user has to reach the installation. */
    private void openToOthers() throws IOException {
        executable(folder);
        executable(home.resolve("..").normalize());
        executable(home);
    }
}
