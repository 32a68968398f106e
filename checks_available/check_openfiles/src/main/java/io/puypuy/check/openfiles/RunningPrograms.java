package io.puypuy.check.openfiles;

import io.puypuy.api.read.KernelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which processes run a program, at one moment. As pidof does, but without it: the kernel's name of the process counts, of which it
 * keeps 15 characters, else the file name of the first word of its command line. proc(5), "/proc/pid/comm" and
 * "/proc/pid/cmdline".
 */
final class RunningPrograms {
    private static final int KEPT_CHARACTERS = 15;
    private static final Pattern PROCESS = Pattern.compile("[0-9]+");

    private final KernelFiles files;
    private final Map<String, List<String>> byName = new HashMap<>();
    // Empty until a program is not found by its name.
    private final Map<String, List<String>> byCommand = new HashMap<>();

    private RunningPrograms(KernelFiles files) {
        this.files = files;
    }

    static RunningPrograms now(KernelFiles files) throws IOException {
        RunningPrograms running = new RunningPrograms(files);
        for (String process : files.list(files.proc())) {
            if (PROCESS.matcher(process).matches()) {
                String name = running.read(process, "comm").strip();
                running.byName
                        .computeIfAbsent(name, first -> new ArrayList<>(1))
                        .add(process);
            }
        }
        return running;
    }

    /** Numbers of the processes; none if it does not run. */
    List<String> processes(String program) throws IOException {
        if (program.length() <= KEPT_CHARACTERS) {
            List<String> found = byName.getOrDefault(program, List.of());
            if (!found.isEmpty()) {
                return found;
            }
        }
        readCommands();
        return byCommand.getOrDefault(program, List.of());
    }

    private void readCommands() throws IOException {
        if (!byCommand.isEmpty()) {
            return;
        }
        for (List<String> processes : byName.values()) {
            for (String process : processes) {
                String command = read(process, "cmdline");
                int end = command.indexOf('\0');
                String first = end < 0 ? command : command.substring(0, end);
                byCommand
                        .computeIfAbsent(first.substring(first.lastIndexOf('/') + 1), word -> new ArrayList<>(1))
                        .add(process);
            }
        }
    }

    // Empty if the process is gone.
    private String read(String process, String file) throws IOException {
        Path path = files.proc().resolve(process).resolve(file);
        return files.readIfPresent(path).orElse("");
    }
}
