package io.puypuy.engine.script;

/** Takes what a program prints, on the thread that runs it. */
@FunctionalInterface
interface ByteSink {
    /** The first {@code count} bytes of {@code buffer}, which is used again afterwards. */
    void take(byte[] buffer, int count);
}
