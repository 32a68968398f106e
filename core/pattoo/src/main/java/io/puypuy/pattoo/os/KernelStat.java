package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import org.jspecify.annotations.Nullable;

/**
 * One reading of /proc/stat, proc_stat(5). All but {@code cpus} are totals since the start of the machine.
 *
 * @param cpus processors that are online
 */
record KernelStat(CpuTimes times, int cpus, long contextSwitches, long interrupts, long softInterrupts) {
    /**
     * Reads the whole file.
     *
     * @throws CheckException if a line is missing that every kernel since 2.6.31 has
     */
    static KernelStat parse(String text) throws CheckException {
        CpuTimes times = null;
        int cpus = 0;
        long contextSwitches = -1;
        long interrupts = -1;
        long softInterrupts = -1;
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            if (words.lineStartsWith("cpu ")) {
                words.skip(1);
                times = CpuTimes.parse(words);
            } else if (words.lineStartsWith("cpu")) {
                cpus++;
            } else if (words.lineStartsWith("ctxt ")) {
                contextSwitches = second(words);
            } else if (words.lineStartsWith("intr ")) {
                interrupts = second(words);
            } else if (words.lineStartsWith("softirq ")) {
                softInterrupts = second(words);
            }
        }
        return of(times, cpus, contextSwitches, interrupts, softInterrupts, text);
    }

    private static KernelStat of(
            @Nullable CpuTimes times, int cpus, long contextSwitches, long interrupts, long softInterrupts, String text)
            throws CheckException {
        if (times == null || cpus == 0 || contextSwitches < 0 || interrupts < 0 || softInterrupts < 0) {
            throw CheckException.unexpectedReply("lines cpu, cpu0, ctxt, intr and softirq in /proc/stat", text);
        }
        return new KernelStat(times, cpus, contextSwitches, interrupts, softInterrupts);
    }

    private static long second(LineWords words) throws CheckException {
        words.skip(1);
        return words.count();
    }
}
