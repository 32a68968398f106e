package io.puypuy.api.read;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Runs programs without a shell, with the environment {@code LC_ALL=C}; the whole process group ends with the run.
 * Thread-safe.
 */
public interface Programs {
    /**
     * What a program printed.
     *
     * @param exitCode 128 + signal if a signal ended it
     * @param out standard output in UTF-8, up to the limit
     * @param err the last 4 KiB of standard error
     */
    record Output(int exitCode, String out, String err) {}

    /**
     * Runs a program to its end.
     *
     * @param command the program and its arguments
     * @param maxBytes most bytes of standard output
     * @throws NoSuchProgramException if there is none of that name
     * @throws IOException if it cannot be started, has not ended in time, or printed more than allowed
     */
    Output run(List<String> command, Duration timeout, int maxBytes) throws IOException, InterruptedException;
}
