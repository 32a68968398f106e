package io.puypuy.app.cli;

import io.puypuy.engine.settings.Nearest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks and scripts of the installation: those that could run and those that are enabled. */
final class Catalog {
    private final Path home;
    private final Map<String, Item> items = new TreeMap<>();

    private Catalog(Path home) {
        this.home = home;
    }

    /** Where something of its kind lies. */
    enum Kind {
        CHECK("checks_available", "checks_enabled"),
        SCRIPT("scripts_available", "scripts_enabled");

        private final String available;
        private final String enabled;

        Kind(String available, String enabled) {
            this.available = available;
            this.enabled = enabled;
        }
    }

    /**
     * One check or script.
     *
     * @param available whether it lies in the folder of what can be enabled; a copy or a script of the user need not
     */
    record Item(String name, Kind kind, boolean available, boolean enabled) {
        /** The folder or file that enables it, as the daemon names it. */
        String enabledAs() {
            return kind.enabled + "/" + name;
        }
    }

    static Catalog read(Path home) throws IOException {
        Catalog catalog = new Catalog(home);
        for (Kind kind : Kind.values()) {
            catalog.read(kind, kind.available, true);
            catalog.read(kind, kind.enabled, false);
        }
        return catalog;
    }

    private void read(Kind kind, String folder, boolean available) throws IOException {
        Path path = home.resolve(folder);
        if (!Files.isDirectory(path)) {
            return;
        }
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(path, "check_*")) {
            for (Path entry : listed) {
                String name = entry.getFileName().toString();
                if (kind == Kind.CHECK ? !Files.isDirectory(entry) && available : Files.isDirectory(entry)) {
                    continue;
                }
                Item known = items.get(name);
                boolean also = known != null && known.available();
                items.put(name, new Item(name, kind, available || also, !available));
            }
        }
    }

    Collection<Item> items() {
        return items.values();
    }

    Optional<Item> find(String name) {
        return Optional.ofNullable(items.get(name));
    }

    /** What the user may have meant. */
    Optional<String> nearest(String name) {
        if (items.containsKey("check_" + name)) {
            return Optional.of("check_" + name);
        }
        List<String> scripts =
                items.keySet().stream().filter(item -> item.startsWith(name)).toList();
        return scripts.isEmpty() ? Nearest.to(name, items.keySet()) : Optional.of(scripts.get(0));
    }

    /** Makes the link, relative, so that the folder can be moved. */
    void enable(Item item) throws IOException {
        Path folder = home.resolve(item.kind().enabled);
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve(item.name()), Path.of("..", item.kind().available, item.name()));
    }

    /** Removes the link; false if it is none, but a copy, which is not ours to delete. */
    boolean disable(Item item) throws IOException {
        Path link = home.resolve(item.kind().enabled).resolve(item.name());
        if (!Files.isSymbolicLink(link)) {
            return !Files.exists(link, LinkOption.NOFOLLOW_LINKS);
        }
        Files.delete(link);
        return true;
    }
}
