package io.puypuy.check.btrfs;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.read.LineWords;
import io.puypuy.api.read.OctalEscapes;
import io.puypuy.api.read.Programs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What only the program btrfs of btrfs-progs says; it needs root. Source: btrfs-device(8), btrfs-filesystem(8). */
record BtrfsProgram(String binary, Duration timeout) {
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern DEVICE =
            Pattern.compile("(?m)^\\s*devid\\s+(\\d{1,18})\\s+size\\s.*\\spath\\s+(/\\S+)\\s*$");

    /** The errors of every device of a mounted file system, by the device's path; for kernels that do not say it in /sys. */
    Map<String, ErrorCounts> errors(CheckRun run, String mountPoint)
            throws CheckException, IOException, InterruptedException {
        return ErrorCounts.ofProgram(run(run, "device", "stats", mountPoint));
    }

    /**
     * One mount point of each file system.
     *
     * @param table /proc/self/mountinfo, proc_pid_mountinfo(5)
     * @return by the kernel's number of the file system, which all its subvolumes and bind mounts have
     */
    static Map<String, String> mountPoints(String table) throws CheckException {
        Map<String, String> mountPoints = new LinkedHashMap<>();
        LineWords words = new LineWords(table);
        while (words.nextLine()) {
            words.skip(2);
            String device = words.word();
            words.skip(1);
            String mountPoint = OctalEscapes.decoded(words.word());
            // Any number of optional fields ends with a hyphen.
            while (!words.word().equals("-")) {}
            if (words.word().equals("btrfs")) {
                mountPoints.putIfAbsent(device, mountPoint);
            }
        }
        return mountPoints;
    }

    /** The paths of a file system's devices by their number in it; missing ones are left out. */
    Map<Long, String> paths(CheckRun run, String uuid) throws CheckException, IOException, InterruptedException {
        return paths(run(run, "filesystem", "show", uuid));
    }

    static Map<Long, String> paths(String shown) {
        Map<Long, String> paths = new HashMap<>();
        Matcher line = DEVICE.matcher(shown);
        while (line.find()) {
            paths.put(Long.valueOf(line.group(1)), line.group(2));
        }
        return paths;
    }

    private String run(CheckRun run, String... arguments) throws CheckException, IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(binary));
        command.addAll(List.of(arguments));
        Programs.Output output = run.programs().run(command, timeout, MAX_BYTES);
        if (output.exitCode() != 0) {
            throw new CheckException("\"" + String.join(" ", command) + "\" ended with " + output.exitCode() + ": "
                    + CheckException.quoted(output.err().strip()));
        }
        return output.out();
    }
}
