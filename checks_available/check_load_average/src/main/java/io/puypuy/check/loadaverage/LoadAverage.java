package io.puypuy.check.loadaverage;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;

/**
 * The line of /proc/loadavg, such as {@code 0.20 0.18 0.12 1/80 11206}; proc_loadavg(5).
 *
 * @param one average of the last minute; tasks that run, wait for a processor or for a disk
 * @param five of the last 5 minutes
 * @param fifteen of the last 15 minutes
 * @param running tasks that run or wait for a processor
 * @param tasks all tasks
 */
record LoadAverage(double one, double five, double fifteen, long running, long tasks) {
    static LoadAverage parse(String text) throws CheckException {
        LineWords words = LineWords.ofLine(text.replace('/', ' '));
        return new LoadAverage(words.decimal(), words.decimal(), words.decimal(), words.count(), words.count());
    }
}
