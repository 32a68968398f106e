package io.puypuy.app.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a text file, however long that is. */
final class Tail {
    private static final int MAX_BYTES = 8192;
    private static final int MAX_LINES = 40;

    private Tail() {}

    /** The last lines that are not blank. */
    static List<String> of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate(MAX_BYTES);
            long from = Math.max(0, channel.size() - MAX_BYTES);
            channel.read(end, from);
            String text = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8);
            if (from > 0) {
                // The first line may be half a line.
                text = text.substring(text.indexOf('\n') + 1);
            }
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
        }
    }
}
