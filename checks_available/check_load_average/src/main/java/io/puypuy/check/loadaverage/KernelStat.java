package io.puypuy.check.loadaverage;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;

/**
 * What /proc/stat says beside processor times; proc_stat(5).
 *
 * @param cpus processors that are online; at least one
 * @param blocked tasks that wait for input or output
 * @param contextSwitches since the start of the machine
 * @param forks processes and threads made since the start of the machine
 */
record KernelStat(int cpus, long blocked, long contextSwitches, long forks) {
    /**
     * Reads the whole file.
     *
     * @throws CheckException if one of the four is missing
     */
    static KernelStat parse(String text) throws CheckException {
        int cpus = 0;
        long blocked = -1;
        long contextSwitches = -1;
        long forks = -1;
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            if (words.lineStartsWith("cpu") && !words.lineStartsWith("cpu ")) {
                cpus++;
            } else if (words.lineStartsWith("ctxt ")) {
                contextSwitches = second(words);
            } else if (words.lineStartsWith("processes ")) {
                forks = second(words);
            } else if (words.lineStartsWith("procs_blocked ")) {
                blocked = second(words);
            }
        }
        if (cpus == 0 || blocked < 0 || contextSwitches < 0 || forks < 0) {
            throw CheckException.unexpectedReply("lines cpu0, ctxt, processes and procs_blocked in /proc/stat", text);
        }
        return new KernelStat(cpus, blocked, contextSwitches, forks);
    }

    private static long second(LineWords words) throws CheckException {
        words.skip(1);
        return words.count();
    }
}
