package io.puypuy.engine.script;

/**
 * How a program ended.
 *
 * @param exitCode 128 + signal if a signal ended it; -1 if not even KILL has ended it
 * @param err the last 4 KiB of standard error
 * @param leftBehind processes that the program, having ended itself, left running; they were killed
 */
record Ending(How how, int exitCode, String err, int leftBehind) {
    enum How {
        /** By itself, or by somebody else's signal. */
        EXITED,
        /** Its time was up; it was ended with all its processes. */
        TIMED_OUT,
        /** It printed more than allowed; ended likewise. */
        TOO_MUCH_OUTPUT,
        /** The thread that ran it was interrupted; ended likewise. The caller passes the interrupt on. */
        INTERRUPTED
    }
}
