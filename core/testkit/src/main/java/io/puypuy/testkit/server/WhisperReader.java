package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import io.puypuy.engine.read.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Reads whisper files with Graphite's own library; {@code whisper-fetch} would round to six places. */
final class WhisperReader {
    // Not any on the PATH: Debian installs the library for its own only.
    private static final String PYTHON = "/usr/bin/python3";
    private static final int LIMIT_SECONDS = 60;

    private final Path folder;

    /** A reader of the files in {@code whisper} below the folder of a carbon. */
    WhisperReader(Path folder) {
        this.folder = folder;
    }

    /** The values by metric and time in epoch seconds; of all metrics if none is given. */
    Map<String, NavigableMap<Long, Double>> read(Collection<String> metrics, long from, long until) throws IOException {
        Path asked =
                Files.writeString(folder.resolve("asked"), metrics.isEmpty() ? "" : String.join("\0", metrics) + "\0");
        Path answer = folder.resolve("answer");
        Path faults = folder.resolve("faults");
        Process python = new ProcessBuilder(
                        PYTHON,
                        "-X",
                        "utf8",
                        "-c",
                        script(),
                        folder.resolve("whisper").toString(),
                        Long.toString(from),
                        Long.toString(until))
                .redirectInput(asked.toFile())
                .redirectOutput(answer.toFile())
                .redirectError(faults.toFile())
                .start();
        if (await(python) != 0) {
            throw new IOException("reading whisper files failed: " + Files.readString(faults));
        }
        try {
            return values(JsonReader.parse(Files.readString(answer)));
        } catch (CheckException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, NavigableMap<Long, Double>> values(Json answer) throws CheckException {
        Map<String, NavigableMap<Long, Double>> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, Json> metric : answer.members().entrySet()) {
            NavigableMap<Long, Double> values = new TreeMap<>();
            for (Json point : metric.getValue().elements()) {
                List<Json> timeAndValue = point.elements();
                values.put(
                        Long.valueOf(timeAndValue.get(0).toString()),
                        Double.valueOf(timeAndValue.get(1).toString()));
            }
            metrics.put(metric.getKey(), values);
        }
        return metrics;
    }

    private static int await(Process python) throws IOException {
        try {
            if (python.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return python.exitValue();
            }
            throw new IOException("reading whisper files took more than " + LIMIT_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            python.destroyForcibly();
        }
    }

    private static String script() throws IOException {
        try (InputStream script = WhisperReader.class.getResourceAsStream("whisper_values.py")) {
            if (script == null) {
                throw new IOException("no whisper_values.py beside this class");
            }
            return new String(script.readAllBytes(), UTF_8);
        }
    }
}
