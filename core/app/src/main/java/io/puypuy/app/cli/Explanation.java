package io.puypuy.app.cli;

import io.puypuy.api.DataPoint;
import io.puypuy.api.ForeignText;
import io.puypuy.engine.read.Readings.Reading;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints what a check read and what came of it. */
final class Explanation {
    private static final int MOST_LINES = 6;
    private static final int MOST_CHARACTERS = 160;

    private final PrintWriter out;
    private final Secrets secrets;

    Explanation(PrintWriter out, Secrets secrets) {
        this.out = out;
        this.secrets = secrets;
    }

    /**
     * Prints two runs.
     *
     * @param before what the first one read; shown where the second did not read it too
     * @param readings of the second one
     * @param points of the second one
     * @param end how it ended, if not well; else empty
     */
    void print(String job, List<Reading> before, List<Reading> readings, List<DataPoint> points, String end) {
        out.println(job);
        List<String> again = readings.stream().map(Reading::source).toList();
        before.stream()
                .filter(reading -> !again.contains(reading.source()))
                .forEach(reading -> print("read in the first run only", reading));
        readings.forEach(reading -> print("read", reading));
        if (!end.isEmpty()) {
            out.println("  " + Printable.line(secrets.hidden(end), Integer.MAX_VALUE));
        }
        out.println("  would send " + Printable.counted(points.size(), "point") + (points.isEmpty() ? "" : ":"));
        points.forEach(point -> out.println("    " + PointFormat.line(point)));
        out.flush();
    }

    private void print(String verb, Reading reading) {
        String outcome = Printable.line(secrets.hidden(reading.outcome()), Integer.MAX_VALUE);
        out.println("  " + verb + " " + Printable.line(secrets.hidden(reading.source()), Integer.MAX_VALUE) + ": "
                + (outcome.isEmpty() ? "" : outcome + ", ") + Printable.counted(reading.bytes(), "byte") + ", "
                + millis(reading.took()));
        List<String> lines = secrets.hidden(reading.text()).lines().toList();
        lines.stream().limit(MOST_LINES).forEach(line -> out.println("    | " + cut(line)));
        if (lines.size() > MOST_LINES) {
            out.println("    | …");
        }
    }

    // Printable.line strips the blanks at the beginning, which belong to the reply.
    private static String cut(String line) {
        String printable = ForeignText.oneLine(line).stripTrailing();
        return printable.length() > MOST_CHARACTERS ? printable.substring(0, MOST_CHARACTERS) + "…" : printable;
    }

    private static String millis(Duration took) {
        return String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
    }
}
