package io.puypuy.engine.script;

import io.puypuy.api.CheckException;
import io.puypuy.api.DataPoint;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of one run: good ones become points at once, bad ones are counted and told once for each reason. One thread. */
final class ScriptOutput implements LineSplitter.Lines {
    /** Lines of one run that are read; the others are bad. */
    static final int MAX_LINES = 10_000;

    private static final Logger log = LoggerFactory.getLogger(ScriptOutput.class);

    private final String script;
    private final ScriptPoints scriptPoints;
    private final Instant time;
    private final Consumer<DataPoint> points;
    private final ScriptCounters counters;
    private final Set<String> reasonsTold;
    private int goodLines;
    private int badLines;
    private String firstFault = "";

    /** @param reasonsTold what was logged before for this script; of few, because {@link BadLineException} has few */
    ScriptOutput(
            String script,
            ScriptPoints scriptPoints,
            Instant time,
            Consumer<DataPoint> points,
            ScriptCounters counters,
            Set<String> reasonsTold) {
        this.script = script;
        this.scriptPoints = scriptPoints;
        this.time = time;
        this.points = points;
        this.counters = counters;
        this.reasonsTold = reasonsTold;
    }

    @Override
    public void line(int number, String text) {
        if (number > MAX_LINES) {
            bad(number, text, "more than " + MAX_LINES + " lines in one run");
        } else if (!ScriptLine.isBlank(text)) {
            try {
                scriptPoints.add(ScriptLine.parse(text), time, points);
                goodLines++;
            } catch (BadLineException e) {
                bad(number, text, e.reason());
            }
        }
    }

    @Override
    public void tooLong(int number, String beginning) {
        bad(number, beginning, "longer than " + LineSplitter.MAX_LINE + " bytes");
    }

    int goodLines() {
        return goodLines;
    }

    int badLines() {
        return badLines;
    }

    /** The first bad line with its number, text and reason; empty if there was none. */
    String firstFault() {
        return firstFault;
    }

    private void bad(int number, String text, String reason) {
        badLines++;
        counters.addBadLine();
        boolean isNew = reasonsTold.add(reason);
        if (isNew || firstFault.isEmpty()) {
            String fault = "line " + number + " " + CheckException.quoted(text) + ": " + reason;
            firstFault = firstFault.isEmpty() ? fault : firstFault;
            if (isNew) {
                log.warn("Script {}, {}. Further lines with this fault are only counted.", script, fault);
            }
        }
    }
}
