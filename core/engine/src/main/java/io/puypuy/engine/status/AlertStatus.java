package io.puypuy.engine.status;

import io.puypuy.api.Alert;

/**
 * An alert as it is now.
 *
 * @param job name of the check that reports it
 * @param sinceMillis since when it has this level; milliseconds since 1970
 */
public record AlertStatus(String job, String name, Alert.Level level, String message, long sinceMillis) {}
