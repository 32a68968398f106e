package io.puypuy.api.read;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tells things apart that a source gives the same name, so that each has a series of its own. */
public final class DistinctNames {
    private DistinctNames() {}

    /**
     * The names, in their order; the index stands behind those that several have, and instead of one that is empty.
     *
     * @param names by an index that the source gives each
     */
    public static Map<String, String> of(Map<String, String> names) {
        Set<String> once = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (String name : names.values()) {
            if (!once.add(name)) {
                shared.add(name);
            }
        }
        Map<String, String> distinct = new LinkedHashMap<>();
        names.forEach((index, name) -> {
            String own = name.isEmpty() ? index : name;
            distinct.put(index, shared.contains(name) && !name.isEmpty() ? own + " " + index : own);
        });
        return distinct;
    }
}
