package io.puypuy.pattoo.settings;

/** pattoo's levels, the most talkative first. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL
}
