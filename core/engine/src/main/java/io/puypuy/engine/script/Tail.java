package io.puypuy.engine.script;

import java.nio.charset.StandardCharsets;

/** The last bytes of a stream. One thread. */
final class Tail implements ByteSink {
    private final byte[] kept;
    private long taken;

    Tail(int size) {
        kept = new byte[size];
    }

    @Override
    public void take(byte[] buffer, int count) {
        for (int i = Math.max(0, count - kept.length); i < count; i++) {
            kept[(int) ((taken + i) % kept.length)] = buffer[i];
        }
        taken += count;
    }

    /** In UTF-8, malformed bytes replaced; without the white space around it. */
    String text() {
        int length = (int) Math.min(taken, kept.length);
        byte[] inOrder = new byte[length];
        for (int i = 0; i < length; i++) {
            inOrder[i] = kept[(int) ((taken - length + i) % kept.length)];
        }
        return new String(inOrder, StandardCharsets.UTF_8).strip();
    }
}
