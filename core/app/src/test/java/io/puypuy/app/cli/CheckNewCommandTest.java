package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.read.HttpRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckNewCommandTest {
    private static final Path ROOT = Path.of("../..");

    private Path home;
    private Shell shell;

    @BeforeEach
    void checkout(@TempDir Path folder) throws IOException {
        home = folder;
        shell = new Shell(home);
        shell.write("checks_available/pom.xml", Files.readString(ROOT.resolve("checks_available/pom.xml")));
        shell.write("conf/webservers.ini", "[NginX]\naddress: http://127.0.0.1:8088\n");
    }

    @Test
    void testOfTheNewCheckPasses() throws Exception {
        assertThat(shell.run("check", "new", "my_queue"))
                .as(shell.err.toString())
                .isZero();
        assertThat(shell.out.toString())
                .contains("check_my_queue is made")
                .contains("[My Queue] in conf/my_queue.ini")
                .contains("bin/puypuy enable check_my_queue");

        Path check = home.resolve("checks_available/check_my_queue");
        compile(check, "src/main/java", "target/classes");
        compile(check, "src/test/java", "target/test-classes");
        assertThat(check.resolve("target/classes/META-INF/extensions.idx")).exists();
        Process tests = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        classPath(),
                        TestsOfAFolder.class.getName(),
                        "io.puypuy.check.myqueue.MyQueueCheckTest")
                .directory(check.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tests.waitFor()).as(said).isZero();
        assertThat(said).contains(" passed");
    }

    private static String classPath() {
        return "target/classes:target/test-classes:" + System.getProperty("java.class.path");
    }

    private static void compile(Path check, String sources, String classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Path into = Files.createDirectories(check.resolve(classes));
        String path = check.resolve("target/classes") + ":" + System.getProperty("java.class.path");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> tree = Files.walk(check.resolve(sources))) {
            List<Path> units =
                    tree.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options =
                    List.of("-d", into.toString(), "-cp", path, "-Xlint:all,-processing,-serial,-classfile", "-Werror");
            assertThat(compiler.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
                            .call())
                    .as(messages.toString())
                    .isTrue();
        }
    }

    @Test
    void moduleStandsInTheOrderOfNamesAndTheSectionInTheNamedFile() throws IOException {
        assertThat(shell.run("check", "new", "check_my_queue", "--conf", "webservers"))
                .isZero();

        List<String> modules = new ArrayList<>(Files.readAllLines(home.resolve("checks_available/pom.xml")));
        modules.removeIf(line -> !line.contains("<module>"));
        assertThat(modules).contains("    <module>check_my_queue</module>").isSorted();
        assertThat(Files.readString(home.resolve("conf/webservers.ini")))
                .startsWith("[NginX]\naddress: http://127.0.0.1:8088\n\n[My Queue]\n");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("checks_available/check_my_queue/README.md"))))
                .isEqualTo("rw-r--r--");
    }

    // With the settings as shipped a run is ended after 4 s: what the check says of a silent server would be lost.
    @Test
    void timeLimitOfTheNewCheckIsThatOfTheOthers() throws IOException {
        assertThat(shell.run("check", "new", "depot")).isZero();

        assertThat(Files.readString(home.resolve("conf/depot.ini")))
                .contains("timeout: " + HttpRequest.DEFAULT_TIMEOUT.toSeconds() + "s\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Depot", "2depot", "de-pot", "depot_", "de__pot", "../depot", "", "check_", "class", "dep ot"})
    void refusesBadNames(String name) throws IOException {
        assertRefused("check", "new", name);
    }

    @Test
    void refusesWhatIsThereAlready() throws IOException {
        Files.createDirectories(home.resolve("checks_available/check_depot"));
        assertRefused("check", "new", "depot");
        assertThat(shell.err.toString()).contains("checks_available/check_depot already");
        shell.write("conf/other.ini", "[Depot Two:x]\n");
        assertRefused("check", "new", "depot_two");
        assertThat(shell.err.toString()).contains("conf/other.ini has a section [Depot Two] already");
        assertRefused("check", "new", "depot_three", "--conf", "../conf/x");
    }

    @Test
    void fileOfOtherTextIsOnlyInTheWayOfItsOwnSection() throws IOException {
        Files.write(home.resolve("conf/old.ini"), "[Old]\nname: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(shell.run("check", "new", "depot", "--conf", "old")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("conf/old.ini is not written in UTF-8");
        assertThat(home.resolve("checks_available/check_depot")).doesNotExist();
        assertThat(shell.run("check", "new", "depot")).isZero();
    }

    @Test
    void refusesADistribution() throws IOException {
        Files.delete(home.resolve("checks_available/pom.xml"));

        assertThat(shell.run("check", "new", "depot")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("no source checkout");
    }

    private void assertRefused(String... arguments) throws IOException {
        String before = tree();
        assertThat(shell.run(arguments)).isEqualTo(1);
        assertThat(shell.err.toString()).startsWith("puypuy: ");
        assertThat(tree()).isEqualTo(before);
    }

    private String tree() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                all.append(file).append(Files.isRegularFile(file) ? Files.readString(file) : "");
            }
        }
        return all.toString();
    }
}
