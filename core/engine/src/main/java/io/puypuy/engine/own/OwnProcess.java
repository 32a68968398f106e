package io.puypuy.engine.own;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel says of this process. Sources: proc_pid_stat(5), proc_pid_status(5).
 *
 * @param cpuMillis user and system time since its start
 */
record OwnProcess(long cpuMillis, long residentBytes, long threads, long openFiles) {
    // sysconf(_SC_CLK_TCK) is 100 on every Linux that Java runs on; the kernel fixes it for user space.
    private static final long MILLIS_PER_TICK = 10;
    // Not the pages of the other file, whose size is not the same on every machine.
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d{1,15}) kB$");
    private static final long KIB = 1024;

    static OwnProcess read() throws IOException {
        String[] openFiles = new File("/proc/self/fd").list();
        return parse(
                Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1),
                Files.readString(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1),
                openFiles == null ? 0 : openFiles.length);
    }

    static OwnProcess parse(String stat, String status, long openFiles) throws IOException {
        // The second field is the program's name in parentheses and may hold anything.
        StringTokenizer fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 1));
        if (fields.countTokens() < 22) {
            throw new IOException("/proc/self/stat has fewer fields than expected");
        }
        long[] numbers = new long[21];
        fields.nextToken();
        for (int field = 4; field < numbers.length && fields.hasMoreTokens(); field++) {
            String token = fields.nextToken();
            // Only these are needed; others may be beyond a long.
            if (field == 14 || field == 15 || field == 20) {
                numbers[field] = Long.parseLong(token);
            }
        }
        return new OwnProcess(
                (numbers[14] + numbers[15]) * MILLIS_PER_TICK, residentBytes(status), numbers[20], openFiles);
    }

    private static long residentBytes(String status) throws IOException {
        Matcher resident = RESIDENT.matcher(status);
        if (!resident.find()) {
            throw new IOException("/proc/self/status has no VmRSS");
        }
        return Long.parseLong(resident.group(1)) * KIB;
    }
}
