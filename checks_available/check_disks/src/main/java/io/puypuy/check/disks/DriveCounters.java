package io.puypuy.check.disks;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of /proc/diskstats; Linux, Documentation/admin-guide/iostats.rst. All but {@code inProgress} are totals since
 * the drive appeared.
 *
 * @param name as in /sys/block, where a slash in the name of the drive is an exclamation mark
 * @param bytesRead from sectors, which are 512 bytes here whatever the drive's own sectors are
 * @param readMillis sum of the times that the reads took
 * @param busyMillis time in which at least one request was in progress
 * @param weightedMillis sum over all requests of the time in progress
 */
record DriveCounters(
        String name,
        long reads,
        long bytesRead,
        long readMillis,
        long writes,
        long bytesWritten,
        long writeMillis,
        long inProgress,
        long busyMillis,
        long weightedMillis) {
    private static final int SECTOR_BYTES = 512;
    // major, minor
    private static final int BEFORE_NAME = 2;

    /** Reads all lines, those of partitions too; short ones of partitions before Linux 2.6.25 are passed over. */
    static List<DriveCounters> parse(String text) throws CheckException {
        List<DriveCounters> drives = new ArrayList<>();
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            words.skip(BEFORE_NAME);
            String name = words.word().replace('/', '!');
            long[] columns = new long[11];
            int count = 0;
            while (count < columns.length && words.hasWord()) {
                columns[count++] = words.count();
            }
            if (count == columns.length) {
                drives.add(of(name, columns));
            } else if (count != 4) {
                throw CheckException.unexpectedReply("11 or more numbers behind the name of a drive", words.line());
            }
        }
        return drives;
    }

    // Columns 1 and 5 are merged requests.
    private static DriveCounters of(String name, long[] columns) {
        return new DriveCounters(
                name,
                columns[0],
                columns[2] * SECTOR_BYTES,
                columns[3],
                columns[4],
                columns[6] * SECTOR_BYTES,
                columns[7],
                columns[8],
                columns[9],
                columns[10]);
    }
}
