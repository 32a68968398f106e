package io.puypuy.check.snmp;

import io.puypuy.api.CheckException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers with what snmpwalk and snmpget printed: the files of {@code snmp/}. One that is called {@code silence.txt} or {@code
 * refusal.txt} has the message of a device that does not answer, or refuses.
 */
final class RecordedAgent implements Agent {
    private static final Pattern LINE = Pattern.compile("(?:iso|\\.1)((?:\\.\\d+)+) = (?:([\\w-]+): )?(.*)");
    private static final Pattern TICKS = Pattern.compile("\\((\\d+)\\) .*");

    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Path folder;

    RecordedAgent(Path folder) throws IOException {
        this.folder = folder;
        for (String name : List.of("walk.txt", "get.txt")) {
            if (Files.exists(folder.resolve(name))) {
                for (String line : Files.readAllLines(folder.resolve(name))) {
                    read(line);
                }
            }
        }
    }

    private void read(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("not a line of snmpwalk: " + line);
        }
        String oid = "1" + parts.group(1);
        variables.put(oid, variable(oid, parts.group(2) == null ? "" : parts.group(2), parts.group(3)));
    }

    private static Variable variable(String oid, String type, String value) {
        if (value.startsWith("No Such")) {
            return new Variable(oid, Variable.Kind.ABSENT, value);
        }
        return switch (type) {
            case "Counter32", "Counter64" -> new Variable(oid, Variable.Kind.COUNTER, value);
            case "INTEGER", "Gauge32" -> new Variable(oid, Variable.Kind.NUMBER, value);
            case "Timeticks" ->
                new Variable(oid, Variable.Kind.NUMBER, TICKS.matcher(value).replaceFirst("$1"));
            case "Opaque" -> new Variable(oid, Variable.Kind.TEXT, value.replaceFirst("^Float: ", ""));
            default -> new Variable(oid, Variable.Kind.TEXT, value.replaceAll("^\"|\"$", ""));
        };
    }

    @Override
    public List<Variable> get(List<String> oids) throws IOException, CheckException {
        mayFail();
        List<Variable> found = new ArrayList<>();
        for (String oid : oids) {
            found.add(variables.getOrDefault(oid, new Variable(oid, Variable.Kind.ABSENT, "noSuchObject")));
        }
        return found;
    }

    @Override
    public List<Variable> walk(String oid) throws IOException, CheckException {
        mayFail();
        return variables.values().stream()
                .filter(variable -> variable.oid().startsWith(oid + "."))
                .toList();
    }

    private void mayFail() throws IOException, CheckException {
        if (Files.exists(folder.resolve("silence.txt"))) {
            throw new IOException(
                    Files.readString(folder.resolve("silence.txt")).strip());
        }
        if (Files.exists(folder.resolve("refusal.txt"))) {
            throw new CheckException(
                    Files.readString(folder.resolve("refusal.txt")).strip());
        }
    }

    @Override
    public void close() {
        // Files are closed when they are read.
    }
}
