package io.puypuy.pattoo.settings;

import io.puypuy.engine.settings.Fault;
import java.util.List;

/**
 * Settings that can be used.
 *
 * @param warnings what is remarkable about them, such as an unknown key
 */
public record Configured<T>(T settings, List<Fault> warnings) {
    public Configured {
        warnings = List.copyOf(warnings);
    }
}
