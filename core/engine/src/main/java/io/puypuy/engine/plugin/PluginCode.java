package io.puypuy.engine.plugin;

/** Code whose classes stay readable as long as somebody uses it. Thread-safe. */
public interface PluginCode {
    /** Name of its folder, such as {@code check_memory}. */
    String name();

    /** Keeps the classes readable until {@link #release()}. */
    void use();

    /** Ends one {@link #use()}. */
    void release();
}
