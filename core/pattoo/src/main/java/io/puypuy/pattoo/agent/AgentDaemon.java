package io.puypuy.pattoo.agent;

import java.io.IOException;

/**
 * The work of a daemon of an agent: the spoke, the hub or the autonomous agent. The process around it has the lock, the
 * pid file, the log and the signals. One thread makes, starts and closes it; what else it needs are threads of its own.
 * Making one opens nothing.
 */
public interface AgentDaemon extends AutoCloseable {
    /**
     * Begins to work; returns as soon as it does, which for a server means that it listens. It fetches and sends nothing
     * before it returns, so that a receiver that hangs keeps no daemon from starting. Called once.
     *
     * @throws IOException if it cannot work at all, such as a port that is taken; the message is a sentence
     */
    void start() throws IOException;

    /**
     * Ends the work in order, within 8 s: stops taking work, stores what is in memory. Works twice, and without a start or
     * after one that failed.
     */
    @Override
    void close();
}
