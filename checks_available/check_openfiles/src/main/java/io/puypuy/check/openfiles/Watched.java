package io.puypuy.check.openfiles;

import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A program whose files are counted.
 *
 * @param name as in the settings, in lower case; a part of the metrics' names
 * @param program its name, or the path of its pid file
 */
record Watched(String name, String program) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]+");
    private static final Pattern RESERVED = Pattern.compile("(?:system|inodes|aio)_\\w+");

    /** Every key of the section that means nothing else. */
    static List<Watched> from(Settings settings) {
        List<Watched> all = new ArrayList<>();
        for (Map.Entry<String, String> line : settings.others().entrySet()) {
            String name = line.getKey().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()) {
                settings.fault(line.getKey(), "not a part of a metric's name", "use letters, digits and _");
            } else if (RESERVED.matcher(name).matches()) {
                settings.fault(line.getKey(), "a name of the machine's own numbers", "use another name");
            } else if (line.getValue().isBlank()) {
                settings.fault(line.getKey(), "empty", "write a program's name, or the path of its pid file");
            } else {
                all.add(new Watched(name, line.getValue().strip()));
            }
        }
        return all;
    }

    boolean hasPidFile() {
        return program.indexOf('/') >= 0;
    }

    Metric open() {
        return open(name);
    }

    Metric limit() {
        return limit(name);
    }

    Metric percent() {
        return percent(name);
    }

    Metric processes() {
        return processes(name);
    }

    // The type is a word of Prometheus and stays, because stored points have it.
    static Metric open(String name) {
        return Metric.integer("openfiles_" + name, "files")
                .type("gauge")
                .help("files and sockets that a program has open, all its processes together");
    }

    static Metric limit(String name) {
        return Metric.integer("openfiles_" + name + "_limit", "files")
                .type("system")
                .help("most files that one of its processes may open; the smallest, if they differ");
    }

    static Metric percent(String name) {
        return Metric.percent("openfiles_" + name + "_percent")
                .type("system")
                .help("open files of a process divided by its limit; of the one that is nearest to it");
    }

    static Metric processes(String name) {
        return Metric.integer("openfiles_" + name + "_processes", "processes")
                .type("system")
                .help("processes of the program; 0 if it does not run");
    }
}
