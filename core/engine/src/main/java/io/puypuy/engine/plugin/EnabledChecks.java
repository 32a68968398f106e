package io.puypuy.engine.plugin;

import io.puypuy.api.Check;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The checks in {@code checks_enabled/}, which holds links to plugin folders or copies of them. Owner: the thread of the
 * cycles.
 */
public final class EnabledChecks implements AutoCloseable {
    private final Path folder;
    private final PluginLoader<Check> loader;
    private final Predicate<String> wanted;
    // By name in the folder.
    private final Map<String, Entry> entries = new TreeMap<>();
    private String folderProblem = "";

    public EnabledChecks(Path folder) {
        this(folder, new PluginLoader<>(Check.class, PluginLoader.LIMIT));
    }

    EnabledChecks(Path folder, PluginLoader<Check> loader) {
        this(folder, loader, name -> true);
    }

    /**
     * Some of the checks in a folder.
     *
     * @param wanted names in the folder that count; the others are passed over
     */
    public EnabledChecks(Path folder, PluginLoader<Check> loader, Predicate<String> wanted) {
        this.folder = folder;
        this.loader = loader;
        this.wanted = wanted;
    }

    /**
     * What is enabled now.
     *
     * @param plugins in the order of their names
     * @param problems one sentence for each entry that cannot be used
     * @param changed whether {@code plugins} or {@code problems} differ from the time before
     */
    public record Enabled(List<LoadedPlugin<Check>> plugins, List<String> problems, boolean changed) {
        public Enabled {
            plugins = List.copyOf(plugins);
            problems = List.copyOf(problems);
        }
    }

    /**
     * What became of one name in the folder.
     *
     * @param files as they were when it was loaded or given up; null if none were found
     * @param twin name of the entry that has the same plugin id; empty if none has
     * @param loading a plugin that takes longer than the cycle may wait; null if there is none
     */
    private record Entry(
            @Nullable PluginFiles files,
            @Nullable LoadedPlugin<Check> plugin,
            String problem,
            String twin,
            @Nullable Background<LoadedPlugin<Check>> loading) {
        Entry(@Nullable PluginFiles files, @Nullable LoadedPlugin<Check> plugin, String problem, String twin) {
            this(files, plugin, problem, twin, null);
        }

        boolean unchanged() {
            return files != null && files.unchanged();
        }
    }

    /**
     * Looks at the folder once and loads what was added, closes what was removed, loads anew what has another jar; the
     * others are not touched. A plugin whose jar cannot be used any more goes on with the classes that it has. Without a
     * change this costs a listing and two looks at each plugin's files.
     */
    public Enabled refresh() throws InterruptedException {
        boolean changed = false;
        String problemBefore = folderProblem;
        try {
            Set<String> names = names();
            folderProblem = "";
            changed = remove(names);
            for (String name : names) {
                changed |= refresh(name);
            }
        } catch (IOException unreadable) {
            folderProblem = folder.getFileName() + ": cannot be listed (" + Failure.phrase(unreadable) + ")";
        }
        return enabled(changed || !folderProblem.equals(problemBefore));
    }

    private Enabled enabled(boolean changed) {
        List<LoadedPlugin<Check>> plugins = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (!folderProblem.isEmpty()) {
            problems.add(folderProblem);
        }
        for (Entry entry : entries.values()) {
            if (entry.plugin != null) {
                plugins.add(entry.plugin);
            }
            if (!entry.problem.isEmpty()) {
                problems.add(entry.problem);
            }
        }
        return new Enabled(plugins, problems, changed);
    }

    private Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
            for (Path path : listed) {
                String name = path.getFileName().toString();
                if (!name.startsWith(".") && wanted.test(name)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return names;
    }

    private boolean remove(Set<String> names) {
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, Entry> known : entries.entrySet()) {
            if (!names.contains(known.getKey())) {
                gone.add(known.getKey());
                close(known.getValue());
            }
        }
        entries.keySet().removeAll(gone);
        // What was refused because of them has another chance.
        entries.values().removeIf(entry -> gone.contains(entry.twin));
        return !gone.isEmpty();
    }

    private boolean refresh(String name) throws InterruptedException {
        Entry before = entries.get(name);
        boolean unchanged = before != null && before.unchanged();
        boolean arrived = before != null && before.loading != null && before.loading.isDone();
        if (unchanged && !arrived) {
            return false;
        }
        if (before != null && before.loading != null && !unchanged) {
            before.loading.close();
        }
        Entry now = load(name, before, unchanged && before != null ? before.loading : null);
        entries.put(name, now);
        if (before != null && before.plugin != null && before.plugin != now.plugin) {
            before.plugin.close();
        }
        return before == null || before.plugin != now.plugin || !before.problem.equals(now.problem);
    }

    private Entry load(String name, @Nullable Entry before, @Nullable Background<LoadedPlugin<Check>> begun)
            throws InterruptedException {
        Path path = folder.resolve(name);
        String shown = folder.getFileName() + "/" + name;
        if (!Files.isDirectory(path)) {
            return new Entry(null, null, shown + ": " + notAFolder(path), "");
        }
        LoadedPlugin<Check> old = before == null ? null : before.plugin;
        PluginFiles files = null;
        Background<LoadedPlugin<Check>> loading = null;
        try {
            files = PluginFiles.in(path, shown);
            loading = begun == null ? loader.start(files, shown) : begun;
            LoadedPlugin<Check> plugin = loader.result(loading, shown);
            String twin = twin(name, plugin.id());
            if (twin.isEmpty()) {
                return new Entry(files, plugin, "", "");
            }
            plugin.close();
            String problem = shown + ": its plugin id " + plugin.id() + " is that of " + folder.getFileName() + "/"
                    + twin + " too; remove one of them";
            return new Entry(files, null, problem, twin);
        } catch (UnusablePluginException unusable) {
            String rest = old == null ? "" : "; version " + old.version() + ", loaded before, goes on";
            return new Entry(files, old, unusable.getMessage() + rest, "");
        } catch (TimeoutException slow) {
            return new Entry(files, old, shown + ": still loading; it is used as soon as it is ready", "", loading);
        }
    }

    private static String notAFolder(Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                Path target = Files.readSymbolicLink(path);
                return Files.exists(path)
                        ? "links to " + target + ", which is no folder; link to a folder of checks_available"
                        : "broken link to " + target + "; remove it or link to a folder of checks_available";
            }
        } catch (IOException vanished) {
            return "cannot be read (" + Failure.phrase(vanished) + ")";
        }
        return "is no folder; only links to folders of checks_available, or copies of them, belong here";
    }

    private String twin(String name, String id) {
        for (Map.Entry<String, Entry> other : entries.entrySet()) {
            LoadedPlugin<Check> plugin = other.getValue().plugin;
            if (!other.getKey().equals(name) && plugin != null && plugin.id().equals(id)) {
                return other.getKey();
            }
        }
        return "";
    }

    private static void close(Entry entry) {
        if (entry.plugin != null) {
            entry.plugin.close();
        }
        if (entry.loading != null) {
            entry.loading.close();
        }
    }

    @Override
    public void close() {
        entries.values().forEach(EnabledChecks::close);
        entries.clear();
    }
}
