package io.puypuy.pattoo.settings;

import io.puypuy.engine.spool.SpoolBounds;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What every agent needs. Paths are absolute; the folders need not be there yet.
 *
 * @param program the agent's name in documents and in the names of its files, such as {@code pattoo_agent_os_spoked}
 * @param logDirectory for its log
 * @param cacheDirectory for what the server has not taken yet
 * @param daemonDirectory for its agent id
 * @param systemDaemonDirectory for its pid and lock files
 * @param logLevel how much the log tells
 * @param pollingInterval how often it collects; whole seconds
 * @param receiver where documents are posted to
 * @param spool how much may wait in the cache directory
 */
public record AgentSettings(
        String program,
        Path logDirectory,
        Path cacheDirectory,
        Path daemonDirectory,
        Path systemDaemonDirectory,
        LogLevel logLevel,
        Duration pollingInterval,
        ReceiverSettings receiver,
        SpoolBounds spool) {}
