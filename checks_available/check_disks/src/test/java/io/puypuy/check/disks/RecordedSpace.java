package io.puypuy.check.disks;

import io.puypuy.testkit.check.RecordedTree;
import java.io.IOException;
import java.nio.file.Files;

/** Answers of statvfs as a case has them: lines {@code mountpoint TAB total TAB free TAB available} in the file space. */
record RecordedSpace(RecordedTree tree) implements Volumes {
    @Override
    public Space space(String mountPoint) throws IOException {
        for (String line : Files.readAllLines(tree.folder().resolve("space"))) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals(mountPoint)) {
                return new Space(Long.parseLong(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3]));
            }
        }
        throw new IOException("no space recorded");
    }
}
