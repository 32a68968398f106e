package io.puypuy.pattoo.settings;

import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.Nearest;
import io.puypuy.engine.settings.Replacement;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The sections of one agent in the files of {@code PATTOO_CONFIGDIR}. Until January 2020 pattoo joined all files {@code
 * *.yaml}, with the section {@code main}; since then it reads {@code pattoo.yaml}, with the section {@code pattoo}, and a
 * file for each agent. Used by one thread.
 */
final class ConfigFolder {
    /** The section that all agents of today have. */
    static final String COMMON = "pattoo";
    /** The same until January 2020. */
    static final String OLD_COMMON = "main";

    private static final String COMMON_FILE = "pattoo.yaml";
    private static final String API_FILE = "pattoo_agent.yaml";

    private final Path folder;
    private final Replacement replacement;
    private final List<Fault> faults = new ArrayList<>();
    private final List<YamlSection> handedOut = new ArrayList<>();
    private final Map<String, Placed> sections = new LinkedHashMap<>();
    private final Map<String, YamlSection> byName = new HashMap<>();
    private Optional<YamlFile> own = Optional.empty();
    private boolean old;
    private boolean broken;

    private record Placed(YamlFile file, NodeTuple entry) {}

    private ConfigFolder(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.replacement = new Replacement(folder, environment);
    }

    /**
     * Reads the files.
     *
     * @param ownFiles names of the agent's own file, the one that counts first
     * @param ownIsRequired whether one of them must be there in today's form
     */
    static ConfigFolder read(
            Path folder, List<String> ownFiles, boolean ownIsRequired, Map<String, String> environment) {
        ConfigFolder config = new ConfigFolder(folder, environment);
        if (!Files.isDirectory(folder)) {
            config.missing(folder.toString(), "is no folder; let PATTOO_CONFIGDIR name the one with pattoo.yaml");
        } else {
            config.read(ownFiles, ownIsRequired);
        }
        return config;
    }

    private void read(List<String> ownFiles, boolean ownIsRequired) {
        Path common = folder.resolve(COMMON_FILE);
        Optional<YamlFile> first = Files.exists(common) ? Optional.of(file(common)) : Optional.empty();
        if (first.filter(file -> file.broken() || file.has(COMMON)).isEmpty()) {
            List<YamlFile> all = new ArrayList<>(first.stream().toList());
            for (Path path : allFiles()) {
                if (!path.equals(common)) {
                    all.add(file(path));
                }
            }
            if (all.stream().anyMatch(file -> file.has(OLD_COMMON))) {
                old = true;
                all.forEach(this::add);
                return;
            }
            // They are other programs' files.
            faults.clear();
            broken = false;
        }
        if (first.isEmpty()) {
            missing(common.toString(), "is missing; it has what all agents need, in the section \"pattoo\"");
        } else {
            add(file(common));
        }
        if (Files.exists(folder.resolve(API_FILE))) {
            add(file(folder.resolve(API_FILE)));
        }
        readOwn(ownFiles, ownIsRequired);
    }

    private void readOwn(List<String> names, boolean required) {
        Optional<Path> path =
                names.stream().map(folder::resolve).filter(Files::exists).findFirst();
        if (path.isPresent()) {
            YamlFile read = file(path.get());
            own = Optional.of(read);
            add(read);
        } else if (required) {
            missing(folder.resolve(names.get(0)).toString(), "is missing; without settings it is an empty file");
        }
    }

    private void missing(String file, String message) {
        faults.add(new Fault(file, 0, "", "", null, message, false));
        broken = true;
    }

    private Set<Path> allFiles() {
        Set<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder, "*.yaml")) {
            listed.forEach(files::add);
        } catch (IOException hidden) {
            missing(folder.toString(), "cannot be read as user " + System.getProperty("user.name"));
        }
        return files;
    }

    private YamlFile file(Path path) {
        List<Fault> found = new ArrayList<>();
        YamlFile file = YamlFile.read(path, found);
        for (Fault fault : found) {
            if (!faults.contains(fault)) {
                faults.add(fault);
            }
        }
        broken |= file.broken();
        return file;
    }

    private void add(YamlFile file) {
        file.entries().forEach((name, entry) -> {
            Placed former = sections.put(name, new Placed(file, entry));
            if (former != null) {
                String message = "stands also in " + former.file.shown() + ":"
                        + YamlFile.line(former.entry.getKeyNode()) + ", which does not count";
                faults.add(new Fault(file.shown(), YamlFile.line(entry.getKeyNode()), name, "", null, message, true));
            }
        });
    }

    /** Whether the files are of pattoo before January 2020. */
    boolean isOld() {
        return old;
    }

    /** Names of all sections that were found. */
    List<String> names() {
        return List.copyOf(sections.keySet());
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    /** The first of these sections that is there. */
    YamlSection section(List<String> names) {
        for (String name : names) {
            Placed placed = sections.get(name);
            if (placed != null) {
                return byName.computeIfAbsent(name, unread -> handOut(placed, unread));
            }
        }
        // A section that may stand in a file that nobody can read lacks nothing.
        YamlSection absent = YamlSection.absent(folder.resolve(COMMON_FILE).toString(), names.get(0), replacement);
        if (!broken) {
            handedOut.add(absent);
        }
        return absent;
    }

    private YamlSection handOut(Placed placed, String name) {
        int line = YamlFile.line(placed.entry.getKeyNode());
        Node value = placed.entry.getValueNode();
        YamlSection section;
        if (value instanceof MappingNode mapping) {
            section = YamlSection.of(placed.file.shown(), line, name, mapping, replacement);
        } else {
            section = YamlSection.absent(placed.file.shown(), name, replacement);
            if (!value.getTag().equals(Tag.NULL)) {
                String message = "not a section; write its keys in the lines below, indented";
                faults.add(new Fault(placed.file.shown(), line, name, "", null, message, false));
            }
        }
        handedOut.add(section);
        return section;
    }

    /** The agent's own section; that of a file without sections is the file. */
    YamlSection own(List<String> names) {
        if (own.isEmpty() || names.stream().anyMatch(sections::containsKey)) {
            return section(names);
        }
        YamlFile file = own.get();
        MappingNode root = file.root();
        if (root != null
                && root.getValue().stream().anyMatch(entry -> !(entry.getValueNode() instanceof MappingNode))) {
            YamlSection flat = YamlSection.of(file.shown(), 1, "", root, replacement);
            handedOut.add(flat);
            return flat;
        }
        file.entries().forEach((name, entry) -> {
            String message = "unknown section"
                    + Nearest.to(name, names)
                            .map(near -> "; did you mean \"" + near + "\"?")
                            .orElse("");
            faults.add(new Fault(file.shown(), YamlFile.line(entry.getKeyNode()), name, "", null, message, true));
        });
        YamlSection absent = YamlSection.absent(file.shown(), names.get(0), replacement);
        if (!broken) {
            handedOut.add(absent);
        }
        return absent;
    }

    /** A part of a list, as a section of its own with the name of the one it stands in. */
    YamlSection part(YamlSection of, MappingNode part) {
        YamlSection section = YamlSection.of(of.file(), YamlFile.line(part), of.name(), part, replacement);
        handedOut.add(section);
        return section;
    }

    /** Everything that is wrong so far. */
    List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        handedOut.forEach(section -> all.addAll(section.faults()));
        return all.stream().distinct().toList();
    }
}
