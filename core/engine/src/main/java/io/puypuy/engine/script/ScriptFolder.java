package io.puypuy.engine.script;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code scripts_enabled/}: executable files, or links to such, with names that begin with {@code check_} are
 * scripts; files that begin with a dot or with {@code README} are passed over; anything else is a problem.
 *
 * <p>Owner: the thread of the cycles.
 */
public final class ScriptFolder {
    private final Path folder;
    private final Predicate<String> wanted;
    private final ScriptContext context;
    private final ProgramRunner runner;
    private final ScriptCounters counters;
    private SortedMap<String, Entry> entries = new TreeMap<>();
    private SortedMap<String, String> problems = new TreeMap<>();

    /**
     * A folder that has not been looked at.
     *
     * @param wanted names in it that count; the others are passed over
     */
    public ScriptFolder(
            Path folder,
            Predicate<String> wanted,
            ScriptContext context,
            ProgramRunner runner,
            ScriptCounters counters) {
        this.folder = folder;
        this.wanted = wanted;
        this.context = context;
        this.runner = runner;
        this.counters = counters;
    }

    /**
     * The scripts that are there now, by name. One that has not changed keeps its job, and so its totals; jobs that are
     * no longer given are the caller's to close. Lists the folder once and asks once for each file that was a script
     * before. A folder that cannot be listed leaves everything as it was.
     */
    public List<ScriptJob> scan() {
        SortedMap<String, Entry> found = new TreeMap<>();
        SortedMap<String, String> faults = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                look(file, found, faults);
            }
        } catch (NoSuchFileException e) {
            faults.put("", folder.getFileName() + ": there is no such folder");
        } catch (IOException | DirectoryIteratorException e) {
            faults.put("", folder.getFileName() + ": cannot be listed (" + e.getMessage() + ")");
            found.clear();
            found.putAll(entries);
        }
        entries = found;
        problems = faults;
        List<ScriptJob> jobs = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            jobs.add(entry.job);
        }
        return Collections.unmodifiableList(jobs);
    }

    /** What is in the folder and is no script, and why; a sentence for each, by name. */
    public List<String> problems() {
        return List.copyOf(problems.values());
    }

    private void look(Path file, Map<String, Entry> found, Map<String, String> faults) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(".") || name.startsWith("README") || !wanted.test(name)) {
            return;
        }
        @Nullable BasicFileAttributes attributes = attributes(file);
        if (attributes == null) {
            return;
        }
        Entry known = entries.get(name);
        if (known != null && known.isOf(attributes)) {
            found.put(name, known);
            return;
        }
        // Asked again in each cycle while it is no script: only what a link points to may have changed.
        Optional<String> fault = name.startsWith("check_")
                ? ScriptFile.fault(file)
                : Optional.of("is no script: the name of a script begins with check_");
        if (fault.isPresent()) {
            faults.put(name, folder.getFileName() + "/" + name + ": " + fault.get());
        } else {
            found.put(name, new Entry(attributes, new ScriptJob(file, context, runner, counters)));
        }
    }

    private static @Nullable BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            // It was removed after it was listed.
            return null;
        }
    }

    /** A script with what tells whether its entry of the folder, not what a link points to, is still the same. */
    private record Entry(BasicFileAttributes attributes, ScriptJob job) {
        boolean isOf(BasicFileAttributes other) {
            return Objects.equals(attributes.fileKey(), other.fileKey())
                    && attributes.lastModifiedTime().equals(other.lastModifiedTime());
        }
    }
}
