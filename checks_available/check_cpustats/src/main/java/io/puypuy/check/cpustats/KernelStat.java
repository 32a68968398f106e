package io.puypuy.check.cpustats;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One reading of /proc/stat, proc_stat(5).
 *
 * @param cpus by the name in the file: that of the sum of all, and those of the processors online
 * @param contextSwitches since the start of the machine, as the next two
 * @param interrupts all of them
 * @param forks processes and threads made
 * @param running tasks that run or wait for a processor
 * @param blocked tasks that wait for input or output
 */
record KernelStat(
        Map<String, CpuTimes> cpus, long contextSwitches, long interrupts, long forks, long running, long blocked) {
    static final String ALL = "cpu";

    KernelStat {
        cpus = Collections.unmodifiableMap(new LinkedHashMap<>(cpus));
    }

    /**
     * Reads the whole file.
     *
     * @throws CheckException if a line is missing that every kernel since 2.6 has
     */
    static KernelStat parse(String text) throws CheckException {
        Map<String, CpuTimes> cpus = new LinkedHashMap<>();
        long[] counts = {-1, -1, -1, -1, -1};
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            if (words.lineStartsWith(ALL)) {
                cpus.put(words.word(), CpuTimes.parse(words));
            } else {
                int count = count(words);
                if (count >= 0) {
                    words.skip(1);
                    counts[count] = words.count();
                }
            }
        }
        for (long count : counts) {
            if (count < 0 || !cpus.containsKey(ALL)) {
                throw CheckException.unexpectedReply(
                        "lines cpu, ctxt, intr, processes, procs_running and procs_blocked in /proc/stat", text);
            }
        }
        return new KernelStat(cpus, counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private static int count(LineWords words) {
        if (words.lineStartsWith("ctxt ")) {
            return 0;
        }
        if (words.lineStartsWith("intr ")) {
            return 1;
        }
        if (words.lineStartsWith("processes ")) {
            return 2;
        }
        if (words.lineStartsWith("procs_running ")) {
            return 3;
        }
        return words.lineStartsWith("procs_blocked ") ? 4 : -1;
    }
}
