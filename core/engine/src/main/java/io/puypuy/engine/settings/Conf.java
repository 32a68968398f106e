package io.puypuy.engine.settings;

import io.puypuy.api.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All files {@code *.ini} of a folder, read once. Sections are handed out as {@link SectionSettings}; after all readers
 * have asked for theirs, {@link #faults()} says everything that is wrong. Thread-safe, because a plugin that takes long to
 * read its section does so while others read theirs.
 */
public final class Conf {
    private static final long MAX_FILE_BYTES = 4 << 20;

    private final String folderName;
    // By Section.id(); not changed any more once the files are read, and neither are the faults.
    private final Map<String, Section> sections = new LinkedHashMap<>();
    // Guarded by this.
    private final Map<String, SectionSettings> handedOut = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private Conf(String folderName) {
        this.folderName = folderName;
    }

    /**
     * Reads a folder.
     *
     * @param environment for {@code ${ENV:NAME}}
     * @throws IOException if the folder cannot be listed; a file that cannot be read is a fault
     */
    public static Conf load(Path folder, Map<String, String> environment) throws IOException {
        Conf conf = new Conf(String.valueOf(folder.getFileName()));
        Replacement replacement = new Replacement(folder, environment);
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder, "*.ini")) {
            listed.forEach(files::add);
        }
        for (Path file : files) {
            String name = conf.folderName + "/" + file.getFileName();
            try {
                if (Files.size(file) > MAX_FILE_BYTES) {
                    throw new IOException("larger than 4 MiB");
                }
                conf.add(
                        IniText.parse(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8), replacement));
            } catch (IOException unreadable) {
                conf.faults.add(new Fault(name, 0, "", "", null, "cannot be read: " + unreadable, false));
            }
        }
        return conf;
    }

    /** Reads a text as if it were one file; for tests and examples. */
    public static Conf of(String fileName, String text) {
        Conf conf = new Conf("conf");
        conf.add(IniText.parse(fileName, text, new Replacement(Path.of("conf"), Map.of())));
        return conf;
    }

    private void add(IniText.Parsed parsed) {
        faults.addAll(parsed.faults());
        for (Section section : parsed.sections()) {
            Section first = sections.putIfAbsent(section.id(), section);
            if (first != null) {
                String message = "stands also in " + first.file() + ":" + first.line() + "; keep one";
                faults.add(new Fault(section.file(), section.line(), section.title(), "", null, message, false));
            }
        }
    }

    /** The section without a label; an empty one if the files have none. */
    public Settings section(String name) {
        return settings(sections.getOrDefault(Section.lower(name), Section.named(folderName, 0, name)));
    }

    /** All sections of a name, the one without a label first; none if the files have none. */
    public List<Settings> sections(String name) {
        List<Settings> found = new ArrayList<>();
        for (Section section : sections.values()) {
            if (section.name().equalsIgnoreCase(name)) {
                found.add(section.label().isEmpty() ? 0 : found.size(), settings(section));
            }
        }
        return found;
    }

    /** Labels of the sections of a name, in the order of the files; an empty one for the section without a label. */
    public List<String> labels(String name) {
        List<String> labels = new ArrayList<>();
        for (Section section : sections.values()) {
            if (section.name().equalsIgnoreCase(name)) {
                labels.add(section.label());
            }
        }
        return labels;
    }

    /** The section of a name with that label, or without one if it is empty. */
    public Settings section(String name, String label) {
        return settings(sections.getOrDefault(Section.id(name, label), Section.named(folderName, 0, name)));
    }

    /** The value of a key, without counting it as asked for; empty if there is none. */
    public String peek(String name, String label, String key) {
        Section section = sections.get(Section.id(name, label));
        Entry entry = section == null ? null : section.entries().get(Section.lower(key));
        return entry == null ? "" : entry.value().strip();
    }

    /**
     * Something about a key that shows only when it is used, in the form of a fault; {@link #faults()} does not have it.
     *
     * @param label of the section; empty for the one without
     * @param key empty if it is about the section as a whole
     * @param message what came of it and what to write
     */
    public Fault remark(String name, String label, String key, String message) {
        Section section = sections.getOrDefault(Section.id(name, label), Section.named(folderName, 0, name));
        return settings(section).remark(key, message);
    }

    /** Whether there is a fault so far that is not a mere warning. */
    public boolean isFaulty() {
        return faults().stream().anyMatch(fault -> !fault.warning());
    }

    private synchronized SectionSettings settings(Section section) {
        return handedOut.computeIfAbsent(section.id(), id -> new SectionSettings(section));
    }

    private synchronized List<SectionSettings> handedOut() {
        return List.copyOf(handedOut.values());
    }

    private synchronized boolean isHandedOut(Section section) {
        return handedOut.containsKey(section.id());
    }

    /** Whether a section has the same values in both, so that what was made from it need not be made again. */
    public boolean sameSection(Conf other, String name, String label) {
        Section none = Section.named(folderName, 0, name);
        Section ours = sections.getOrDefault(Section.id(name, label), none);
        return ours.sameValues(other.sections.getOrDefault(Section.id(name, label), none));
    }

    /** The values of all keys that were asked for as secrets: never to be printed. */
    public List<String> secrets() {
        return handedOut().stream()
                .flatMap(settings -> settings.secretValues().stream())
                .distinct()
                .toList();
    }

    /**
     * Everything that is wrong: faults of the files, of the sections handed out, and warnings for their unknown keys.
     */
    public List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        handedOut().forEach(settings -> all.addAll(settings.faults()));
        return all;
    }

    /**
     * Warnings for sections that nobody reads.
     *
     * @param known names of sections that some check, enabled or not, or the core reads
     * @param complete whether {@code known} has all of them; else only names that look like a slip are named
     */
    public List<Fault> unknownSections(Collection<String> known, boolean complete) {
        List<Fault> warnings = new ArrayList<>();
        for (Section section : sections.values()) {
            if (isHandedOut(section) || known.stream().anyMatch(section.name()::equalsIgnoreCase)) {
                continue;
            }
            Optional<String> near = Nearest.to(section.name(), known);
            if (complete || near.isPresent()) {
                String message = "unknown section"
                        + near.map(name -> "; did you mean [" + name + "]?").orElse("");
                warnings.add(new Fault(section.file(), section.line(), section.title(), "", null, message, true));
            }
        }
        return warnings;
    }
}
