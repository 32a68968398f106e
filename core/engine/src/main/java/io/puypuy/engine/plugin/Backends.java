package io.puypuy.engine.plugin;

import io.puypuy.api.backend.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The backends in {@code backends/}: finds the one that a {@code tsdtype} names, loads it once. Owner: the thread that
 * configures.
 */
public final class Backends implements AutoCloseable {
    private final Path folder;
    private final PluginLoader<Backend> loader = new PluginLoader<>(Backend.class, PluginLoader.PATIENCE);
    // By type in lower case.
    private final Map<String, LoadedPlugin<Backend>> loaded = new LinkedHashMap<>();

    public Backends(Path folder) {
        this.folder = folder;
    }

    /**
     * A new instance of the backend with that type, in any case. The folder of that name is looked into first, so that
     * the others need not be loaded.
     *
     * @throws UnusablePluginException if there is none; the message names the known types and why others are unknown
     */
    public Backend create(String type) throws UnusablePluginException, InterruptedException {
        LoadedPlugin<Backend> plugin = loaded.get(lower(type));
        if (plugin == null) {
            plugin = find(type);
            loaded.put(lower(type), plugin);
        }
        return loader.make(plugin);
    }

    private LoadedPlugin<Backend> find(String type) throws UnusablePluginException, InterruptedException {
        TreeSet<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<String> problems = new ArrayList<>();
        for (Path candidate : candidates(type)) {
            String shown = folder.getFileName() + "/" + candidate.getFileName();
            LoadedPlugin<Backend> plugin = null;
            try {
                plugin = loader.load(candidate, shown);
                String itsType = loader.ask(plugin, Backend::type);
                if (itsType.equalsIgnoreCase(type)) {
                    return plugin;
                }
                known.add(itsType);
            } catch (UnusablePluginException unusable) {
                problems.add(unusable.getMessage());
            }
            if (plugin != null) {
                plugin.close();
            }
        }
        String message = "no backend has the tsdtype \"" + type + "\"; known are "
                + (known.isEmpty() ? "none" : String.join(", ", known));
        throw new UnusablePluginException(
                problems.isEmpty() ? message : message + " (not counting " + String.join("; ", problems) + ")");
    }

    private List<Path> candidates(String type) throws UnusablePluginException {
        List<Path> ordered = new ArrayList<>();
        try {
            for (Path candidate : AvailablePlugins.folders(folder)) {
                boolean named = candidate.getFileName().toString().equalsIgnoreCase(type);
                ordered.add(named ? 0 : ordered.size(), candidate);
            }
        } catch (IOException unreadable) {
            throw new UnusablePluginException(
                    folder.getFileName() + ": cannot be listed (" + Failure.phrase(unreadable) + ")", unreadable);
        }
        return ordered;
    }

    private static String lower(String type) {
        return type.toLowerCase(Locale.ROOT);
    }

    /** Gives up the classes; the instances must be closed before. */
    @Override
    public void close() {
        loaded.values().forEach(LoadedPlugin::close);
        loaded.clear();
    }
}
