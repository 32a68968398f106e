package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of /proc/diskstats; Linux, Documentation/admin-guide/iostats.rst. All but {@code inProgress} are totals since
 * the disk or partition appeared. Immutable.
 *
 * @param readsMerged that became part of another one
 * @param bytesRead from sectors, which are 512 bytes here whatever the disk's own sectors are
 * @param readMillis sum of the times that the reads took
 * @param busyMillis time in which at least one request was in progress
 * @param weightedMillis sum over all requests of the time in progress
 */
public record DiskCounters(
        String name,
        long reads,
        long readsMerged,
        long bytesRead,
        long readMillis,
        long writes,
        long writesMerged,
        long bytesWritten,
        long writeMillis,
        long inProgress,
        long busyMillis,
        long weightedMillis) {
    private static final int SECTOR_BYTES = 512;
    // major, minor
    private static final int BEFORE_NAME = 2;
    private static final int NUMBERS = 11;
    private static final int NUMBERS_OF_OLD_PARTITION = 4;

    /**
     * Reads all lines, in their order, those of partitions too; short ones of partitions before Linux 2.6.25 are passed over.
     *
     * @throws CheckException if a line has too few numbers, or something else
     */
    public static List<DiskCounters> parse(String text) throws CheckException {
        List<DiskCounters> disks = new ArrayList<>();
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            words.skip(BEFORE_NAME);
            String name = words.word();
            long[] columns = new long[NUMBERS];
            int count = 0;
            while (count < columns.length && words.hasWord()) {
                columns[count++] = words.count();
            }
            if (count == columns.length) {
                disks.add(of(name, columns));
            } else if (count != NUMBERS_OF_OLD_PARTITION) {
                throw CheckException.unexpectedReply("11 or more numbers behind the name of a disk", words.line());
            }
        }
        return disks;
    }

    private static DiskCounters of(String name, long[] n) {
        return new DiskCounters(
                name, n[0], n[1], n[2] * SECTOR_BYTES, n[3], n[4], n[5], n[6] * SECTOR_BYTES, n[7], n[8], n[9], n[10]);
    }

    /** The name in /sys/block, where a slash, as in the names of some disk arrays, is an exclamation mark. */
    public String sysName() {
        return name.replace('/', '!');
    }
}
