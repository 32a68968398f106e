package io.puypuy.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names and values of the tags of some series, both sorted. */
final class TagValues {
    private final Map<String, Set<String>> values = new TreeMap<>();
    private final int max;
    private int count;
    private boolean truncated;

    private TagValues(int max) {
        this.max = max;
    }

    static QuestStore.Listing<Map.Entry<String, Set<String>>> of(List<StoredSeries> series, int max) {
        TagValues found = new TagValues(max);
        for (StoredSeries one : series) {
            one.tags().forEach(found::add);
        }
        return new QuestStore.Listing<>(new ArrayList<>(found.values.entrySet()), found.truncated);
    }

    private void add(String name, String value) {
        Set<String> known = values.computeIfAbsent(name, key -> new TreeSet<>());
        if (known.contains(value)) {
            return;
        }
        if (count >= max) {
            truncated = true;
            return;
        }
        known.add(value);
        count++;
    }
}
