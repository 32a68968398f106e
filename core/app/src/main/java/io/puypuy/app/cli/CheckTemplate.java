package io.puypuy.app.cli;

import io.puypuy.app.wizard.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a new check.
 *
 * @param home the checkout
 * @param name of the check without {@code check_}
 * @param file of {@code conf/} that gets its section
 */
record CheckTemplate(Path home, String name, String file) {
    private static final Pattern MODULE = Pattern.compile("(\\s*)<module>(.*)</module>\\s*");
    private static final Pattern VERSION = Pattern.compile("<version>(.*?)</version>");
    private static final String FIRST = "requests: 100\nconnections: 3\n";
    private static final String SECOND = "requests: 125\nconnections: 4\n";

    private Stream<String> words() {
        return Stream.of(name.split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }

    /** {@code MyQueue} for {@code my_queue}. */
    String className() {
        return words().collect(Collectors.joining());
    }

    /** The section: {@code My Queue}. */
    String title() {
        return words().collect(Collectors.joining(" "));
    }

    /** The last part of the package: {@code myqueue}. */
    String packageName() {
        return name.replace("_", "");
    }

    private Path folder() {
        return home.resolve("checks_available/check_" + name);
    }

    private Path modules() {
        return home.resolve("checks_available/pom.xml");
    }

    /**
     * Writes all of them.
     *
     * @throws IOException if it is no checkout, or there is such a check or section already: then nothing is written. What is
     *     there when the disk fails stays
     */
    void write() throws IOException {
        if (!Files.exists(modules())) {
            throw new IOException("this is no source checkout, there is no checks_available/pom.xml; "
                    + "a check that is built elsewhere is copied to checks_available, see the README there");
        }
        if (Files.exists(folder(), LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("there is checks_available/check_" + name + " already; choose another name");
        }
        refuseOtherSection();
        Path settings = home.resolve("conf").resolve(file);
        String before = ConfigFile.read(settings).text().stripTrailing();
        String pom = Files.readString(modules());
        List<String> listed = withModule(pom.lines().toList());
        for (Map.Entry<String, String> each : files(pom).entrySet()) {
            put(folder().resolve(each.getKey()), each.getValue());
        }
        put(settings, (before.isEmpty() ? "" : before + "\n\n") + filled("section.ini"));
        put(modules(), String.join("\n", listed) + "\n");
    }

    /** A section may stand in one file only. */
    private void refuseOtherSection() throws IOException {
        Pattern header = Pattern.compile("(?im)^\\s*\\[" + Pattern.quote(title()) + "(:.*)?]");
        try (DirectoryStream<Path> settings = Files.newDirectoryStream(home.resolve("conf"), "*.ini")) {
            for (Path each : settings) {
                if (header.matcher(new String(Files.readAllBytes(each), StandardCharsets.UTF_8))
                        .find()) {
                    throw new IOException("conf/" + each.getFileName() + " has a section [" + title()
                            + "] already; choose another name");
                }
            }
        }
    }

    /** In the order of names. */
    private List<String> withModule(List<String> lines) throws IOException {
        String module = "check_" + name;
        List<String> more = new ArrayList<>(lines);
        int at = -1;
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = MODULE.matcher(lines.get(i));
            if (line.matches() && (at < 0 || line.group(2).compareTo(module) < 0)) {
                at = line.group(2).compareTo(module) < 0 ? i + 1 : i;
            }
        }
        if (at < 0) {
            throw new IOException("checks_available/pom.xml has no <module> lines");
        }
        more.add(at, "    <module>" + module + "</module>");
        return more;
    }

    private Map<String, String> files(String pom) throws IOException {
        Matcher version = VERSION.matcher(pom);
        if (!version.find()) {
            throw new IOException("checks_available/pom.xml has no version");
        }
        String main = "src/main/java/io/puypuy/check/" + packageName() + "/";
        String test = "src/test/java/io/puypuy/check/" + packageName() + "/";
        String recorded = "src/test/resources/testcases/two-runs/";
        Map<String, String> files = new TreeMap<>();
        files.put("pom.xml", filled("pom.xml").replace("{{version}}", version.group(1)));
        files.put(
                "README.md",
                filled("README.md").replace("{{section}}", filled("section.ini").strip()));
        files.put(main + "package-info.java", filled("package-info.java"));
        files.put(main + className() + "Check.java", filled("Check.java"));
        files.put(test + className() + "CheckTest.java", filled("CheckTest.java"));
        files.put(recorded + "check.ini", "[" + title() + "]\naddress: http://127.0.0.1:@PORT@/status\n");
        files.put(recorded + "source.txt", "Made up; to be replaced by replies of the real product.\n");
        files.put(recorded + "1/http/status", FIRST);
        files.put(recorded + "2/http/status", SECOND);
        files.put(recorded + "expected.points", filled("expected.points"));
        return files;
    }

    private String filled(String template) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(CheckTemplate.class.getResourceAsStream("check/" + template + ".txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{name}}", name)
                    .replace("{{Name}}", className())
                    .replace("{{Title}}", title())
                    .replace("{{package}}", packageName())
                    .replace("{{file}}", file);
        }
    }

    // The launcher's umask is for what the daemon writes; these are files of the checkout.
    private static void put(Path file, String text) throws IOException {
        makeFolder(file.getParent());
        boolean isNew = !Files.exists(file);
        Files.writeString(file, text);
        if (isNew) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static void makeFolder(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.exists(folder)) {
            makeFolder(folder.getParent());
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
