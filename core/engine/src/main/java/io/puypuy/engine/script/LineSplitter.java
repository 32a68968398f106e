package io.puypuy.engine.script;

import java.nio.charset.StandardCharsets;

/**
 * Cuts what a program prints into lines, with no more memory than the longest allowed line. Malformed UTF-8 is replaced.
 * One thread.
 */
final class LineSplitter implements ByteSink {
    /** Longest line, in bytes. */
    static final int MAX_LINE = 4096;

    /** Where the lines go. */
    interface Lines {
        /** A line without its end. */
        void line(int number, String text);

        /** A line above {@link #MAX_LINE}, of which the beginning is given. */
        void tooLong(int number, String beginning);
    }

    private final Lines lines;
    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private boolean tooLong;
    private int number;

    LineSplitter(Lines lines) {
        this.lines = lines;
    }

    @Override
    public void take(byte[] buffer, int count) {
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                endLine();
            } else if (length < MAX_LINE) {
                line[length++] = buffer[i];
            } else {
                tooLong = true;
            }
        }
    }

    /** The output has ended by itself: the last line may lack its newline. Not called if it was cut off. */
    void end() {
        if (length > 0) {
            endLine();
        }
    }

    private void endLine() {
        number++;
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        if (tooLong) {
            lines.tooLong(number, text);
        } else {
            lines.line(number, text);
        }
        length = 0;
        tooLong = false;
    }
}
