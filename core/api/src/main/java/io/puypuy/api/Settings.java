package io.puypuy.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One section of {@code conf/*.ini}. A value that is wrong does not throw: it is noted as a fault with file and line,
 * the default is returned, and the core prints all faults of all sections at once and refuses the configuration. A key
 * that nobody asked for is warned about with the nearest one that somebody did. Keys are case-insensitive; {@code
 * ${ENV:NAME}} and {@code ${FILE:path}} are already replaced. Used by one thread, while configuring.
 */
public interface Settings {
    /** Name of the section without a label: {@code NginX} for {@code [NginX:second]}. */
    String section();

    /** What stands behind the colon of the section's name: {@code second} for {@code [NginX:second]}. */
    Optional<String> label();

    /** Whether the key is there with a value that is not empty. */
    boolean has(String key);

    /** Whether the key is there, be its value empty or not. */
    boolean isWritten(String key);

    /** The value without white space around it. */
    String text(String key, String defaultValue);

    /** The value; its absence is a fault, and the text returned then is empty. */
    String requiredText(String key);

    /** A value that is never printed, such as a password; empty if it is not set. */
    Optional<String> secret(String key);

    /** A whole number within the bounds, which are included. */
    long integer(String key, long defaultValue, long min, long max);

    /** A number within the bounds, which are included. */
    double floating(String key, double defaultValue, double min, double max);

    /** True, yes, on, 1 or false, no, off, 0 in any case. */
    boolean truth(String key, boolean defaultValue);

    /** A number with a unit ({@code 500ms}, {@code 5s}, {@code 1m}, {@code 2h}, {@code 30d}), above zero. */
    Duration duration(String key, Duration defaultValue);

    /** An address of HTTP, with scheme and host. */
    URI uri(String key, URI defaultValue);

    /** One of the enum's names, in any case. */
    <E extends Enum<E>> E choice(String key, E defaultValue);

    /** Words separated by commas or white space. */
    List<String> list(String key, List<String> defaultValue);

    /** A key of former releases: it may be there and is not used. */
    void obsolete(String... keys);

    /** A key that has a new name: its value counts, with a warning, where the new one is not set. */
    void renamed(String oldKey, String newKey);

    /**
     * All keys of the section that have not been asked for, in their order; they count as asked for from now on. Whoever reads
     * the section after that gets them again.
     */
    Map<String, String> others();

    /**
     * Notes a fault that only the check can see.
     *
     * @param wrong what is wrong, such as {@code empty although user is set}
     * @param expected what to write, such as {@code set both or neither}
     */
    void fault(String key, String wrong, String expected);
}
