package io.puypuy.engine.script;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Origin;
import io.puypuy.engine.schedule.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Writes scripts into a folder of a test, runs them, and finds what is left of them in /proc, by their mark. */
final class Scripts {
    final Path folder;
    final ScriptCounters counters = new ScriptCounters();
    final List<DataPoint> points = Collections.synchronizedList(new ArrayList<>());
    private Duration timeout = Duration.ofSeconds(20);

    Scripts(Path folder) {
        this.folder = folder;
    }

    Scripts timeout(Duration time) {
        timeout = time;
        return this;
    }

    Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    ScriptContext context() {
        Origin origin = new Origin("host-1", "cluster-1", "group-1", "here");
        return new ScriptContext(folder, origin, Duration.ofSeconds(10), timeout, System.getenv());
    }

    ScriptJob job(Path file) {
        return new ScriptJob(file, context(), runner(), counters);
    }

    static ProgramRunner runner() {
        return new ProgramRunner(System.getenv());
    }

    Job.Outcome run(String text) throws Exception {
        return job(write("check_it.sh", text)).run(Instant.now(), points::add);
    }

    /** Processes whose environment names the folder, apart from zombies, whose environment is empty. */
    List<String> left() throws IOException {
        List<String> left = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : (Iterable<Path>) processes::iterator) {
                try {
                    String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
                    if (environment.contains("PUYPUY_HOME=" + folder + "\0")) {
                        left.add(Files.readString(process.resolve("stat")));
                    }
                } catch (IOException e) {
                    // No process, one of somebody else, or one that ended meanwhile.
                }
            }
        }
        return left;
    }
}
