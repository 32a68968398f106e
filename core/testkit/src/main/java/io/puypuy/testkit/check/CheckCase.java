package io.puypuy.testkit.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One folder of {@code src/test/resources/testcases/}.
 *
 * <pre>
 * check.ini         the check's section; absent for the defaults
 * source.txt        where the files come from
 * 1/proc/…, 1/sys/… what the first run reads; 2/… the second
 * 1/programs/X.out  what program X prints; X.exit its exit code, if it is not 0
 * 1/http/X          what a server answers to GET /X, if check.ini has @PORT@ for its port
 * 1/tcp/X           what it answers to the line X, if the check's test says so
 * expected.points   run 1
 *                   run 2 after 10s
 *                   failed: part of the message
 *                   alert Memory-Usage -2 WARNING: Systems memory usage is 92.00 percent
 *                   mem_total 1024 bytes system None 0
 * </pre>
 *
 * <p>Lines that begin with # are comments; the order of the lines of one run does not count. An alert is there when its
 * level is another than in the run before; its second word is the reaction, -2 if settings decide.
 */
record CheckCase(Path folder, String ini, List<Run> runs) {
    private static final Pattern RUN = Pattern.compile("run (\\d+)(?: after (\\d+)s)?");

    /**
     * One run.
     *
     * @param after time since the run before
     * @param outcome {@code failed: …}, {@code nothing: …}, or empty if it went well
     * @param lines of points and alerts, sorted
     */
    record Run(int number, Duration after, String outcome, TreeSet<String> lines) {
        String header() {
            return "run " + number + (after.isZero() ? "" : " after " + after.toSeconds() + "s");
        }
    }

    static CheckCase read(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve("source.txt"))) {
            throw new AssertionError(folder + ": no source.txt says where the files come from");
        }
        Path ini = folder.resolve("check.ini");
        List<Run> runs = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("expected.points"))) {
            Matcher header = RUN.matcher(line);
            if (header.matches()) {
                long seconds = header.group(2) == null ? 0 : Long.parseLong(header.group(2));
                runs.add(new Run(Integer.parseInt(header.group(1)), Duration.ofSeconds(seconds), "", new TreeSet<>()));
            } else if (line.startsWith("failed: ") || line.startsWith("nothing: ")) {
                Run run = runs.remove(runs.size() - 1);
                runs.add(new Run(run.number, run.after, line, run.lines));
            } else if (!line.isBlank()
                    && !line.startsWith("#")
                    && !runs.get(runs.size() - 1).lines.add(line)) {
                throw new AssertionError(folder + ": twice in one run: " + line);
            }
        }
        CheckCase read = new CheckCase(folder, Files.exists(ini) ? Files.readString(ini) : "", List.copyOf(runs));
        read.requireThatAllIsRun();
        return read;
    }

    // Else what nobody looks at would pass.
    private void requireThatAllIsRun() throws IOException {
        Set<String> left = new TreeSet<>();
        try (DirectoryStream<Path> numbered = Files.newDirectoryStream(folder, "[0-9]*")) {
            numbered.forEach(run -> left.add(String.valueOf(run.getFileName())));
        }
        runs.forEach(run -> left.remove(Integer.toString(run.number)));
        if (runs.isEmpty() || !left.isEmpty()) {
            throw new AssertionError(folder + ": expected.points has no line \"run "
                    + (left.isEmpty() ? "1" : left.iterator().next()) + "\"");
        }
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    Path runFolder(Run run) {
        return folder.resolve(Integer.toString(run.number));
    }

    static String text(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        for (Run run : runs) {
            text.append(text.isEmpty() ? "" : "\n").append(run.header()).append('\n');
            if (!run.outcome.isEmpty()) {
                text.append(run.outcome).append('\n');
            }
            run.lines.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
