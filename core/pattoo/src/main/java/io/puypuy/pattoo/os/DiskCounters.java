package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of /proc/diskstats; Linux, Documentation/admin-guide/iostats.rst. All are totals since the disk appeared.
 *
 * @param bytesRead from sectors, which are 512 bytes here whatever the disk's own sectors are
 * @param readMillis sum of the times that the reads took
 * @param busyMillis time in which at least one request was in progress
 */
record DiskCounters(
        String name,
        long reads,
        long writes,
        long bytesRead,
        long bytesWritten,
        long readMillis,
        long writeMillis,
        long readsMerged,
        long writesMerged,
        long busyMillis) {
    private static final int SECTOR_BYTES = 512;
    // major, minor
    private static final int BEFORE_NAME = 2;
    private static final int COLUMNS = 10;
    private static final Pattern LEFT_OUT = Pattern.compile("ram\\d+|loop.*");

    /**
     * Reads the disks and partitions, in their order; without those in memory and in files, as pattoo has it. Short lines
     * of partitions before Linux 2.6.25 are passed over.
     */
    static List<DiskCounters> parse(String text) throws CheckException {
        List<DiskCounters> disks = new ArrayList<>();
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            words.skip(BEFORE_NAME);
            String name = words.word();
            long[] columns = new long[COLUMNS];
            int count = 0;
            while (count < columns.length && words.hasWord()) {
                columns[count++] = words.count();
            }
            if (count != columns.length && count != 4) {
                throw CheckException.unexpectedReply("10 or more numbers behind the name of a disk", words.line());
            }
            if (count == columns.length && !LEFT_OUT.matcher(name).matches()) {
                disks.add(of(name, columns));
            }
        }
        return disks;
    }

    // Column 8 is what is in progress at the moment.
    private static DiskCounters of(String name, long[] columns) {
        return new DiskCounters(
                name,
                columns[0],
                columns[4],
                columns[2] * SECTOR_BYTES,
                columns[6] * SECTOR_BYTES,
                columns[3],
                columns[7],
                columns[1],
                columns[5],
                columns[9]);
    }
}
