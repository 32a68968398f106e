package io.puypuy.pattoo.spoke;

import io.puypuy.pattoo.os.Part;
import io.puypuy.pattoo.os.Reading;
import io.puypuy.pattoo.os.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Cards of the page that belong together.
 *
 * @param id of its place in the page
 */
record Group(String title, String id, List<Card> cards) {
    Group {
        cards = List.copyOf(cards);
    }

    /**
     * A table of values.
     *
     * @param details what the document has as metadata of these values alone
     */
    record Card(String title, List<Part.Entry> details, List<Reading> readings) {
        Card {
            details = List.copyOf(details);
            readings = List.copyOf(readings);
        }
    }

    /** All readings, each in one card; without groups that have none. */
    static List<Group> of(Snapshot snapshot) {
        List<Reading> host = new ArrayList<>();
        for (Reading reading : snapshot.readings()) {
            if (reading.part().kind() == Part.Kind.HOST) {
                host.add(reading);
            }
        }
        List<Group> groups = new ArrayList<>();
        add("Processors", "processors", processors(host), groups);
        add("Memory", "memory", memory(host), groups);
        add("File systems", "file-systems", parts(snapshot, Part.Kind.FILE_SYSTEM), groups);
        add("Disks", "disks", parts(snapshot, Part.Kind.DISK), groups);
        add("Network", "network", parts(snapshot, Part.Kind.NETWORK_INTERFACE), groups);
        return groups;
    }

    private static void add(String title, String id, List<Card> cards, List<Group> groups) {
        if (!cards.isEmpty()) {
            groups.add(new Group(title, id, cards));
        }
    }

    private static List<Card> processors(List<Reading> host) {
        List<Card> cards = new ArrayList<>();
        add("Load", host, key -> !key.startsWith("cpu_times") && !isCountOrMemory(key), cards);
        add("Share of time", host, key -> key.startsWith("cpu_times_percent_"), cards);
        add(
                "Time since boot",
                host,
                key -> key.startsWith("cpu_times_") && !key.startsWith("cpu_times_percent_"),
                cards);
        add("Events since boot", host, key -> key.startsWith("cpu_stats_"), cards);
        return cards;
    }

    private static boolean isCountOrMemory(String key) {
        return key.startsWith("cpu_stats_") || key.contains("memory_");
    }

    private static List<Card> memory(List<Reading> host) {
        List<Card> cards = new ArrayList<>();
        add("Memory", host, key -> key.startsWith("memory_"), cards);
        add("Swap", host, key -> key.startsWith("swap_memory_"), cards);
        return cards;
    }

    private static void add(String title, List<Reading> host, Predicate<String> wanted, List<Card> cards) {
        List<Reading> chosen =
                host.stream().filter(reading -> wanted.test(reading.key())).toList();
        if (!chosen.isEmpty()) {
            cards.add(new Card(title, List.of(), chosen));
        }
    }

    private static List<Card> parts(Snapshot snapshot, Part.Kind kind) {
        Map<Part, List<Reading>> byPart = new LinkedHashMap<>();
        for (Reading reading : snapshot.readings()) {
            if (reading.part().kind() == kind) {
                byPart.computeIfAbsent(reading.part(), part -> new ArrayList<>())
                        .add(reading);
            }
        }
        List<Card> cards = new ArrayList<>();
        byPart.forEach((part, readings) -> cards.add(new Card(part.name(), details(part), readings)));
        return cards;
    }

    private static List<Part.Entry> details(Part part) {
        List<Part.Entry> details = new ArrayList<>(part.before());
        details.addAll(part.after());
        return details;
    }
}
