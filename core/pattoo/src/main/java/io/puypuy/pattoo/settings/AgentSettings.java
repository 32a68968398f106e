package io.puypuy.pattoo.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What every agent needs.
 *
 * @param logDirectory for its log
 * @param cacheDirectory for what the server has not taken yet
 * @param daemonDirectory for its agent id
 * @param systemDaemonDirectory for its pid and lock files
 * @param debug whether the log tells everything
 * @param pollingInterval how often it collects
 * @param receiver where documents are posted to
 */
public record AgentSettings(
        Path logDirectory,
        Path cacheDirectory,
        Path daemonDirectory,
        Path systemDaemonDirectory,
        boolean debug,
        Duration pollingInterval,
        ReceiverSettings receiver) {}
