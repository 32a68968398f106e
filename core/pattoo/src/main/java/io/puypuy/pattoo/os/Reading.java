package io.puypuy.pattoo.os;

import io.puypuy.pattoo.document.DataType;

/**
 * One value that was read.
 *
 * @param key pattoo's name of the metric
 * @param value a {@link Long} or a {@link Double}
 * @param millis when it was read, in milliseconds since 1970
 * @param part of which part of the machine it is
 */
public record Reading(String key, DataType type, Number value, long millis, Part part) {}
