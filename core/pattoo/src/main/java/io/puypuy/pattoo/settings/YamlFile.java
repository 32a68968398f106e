package io.puypuy.pattoo.settings;

import io.puypuy.engine.settings.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as a tree of nodes that know their lines. Nothing in it is ever made an object: tags of a language of
 * programs are text like any other.
 *
 * @param shown its path, for messages
 * @param root the keys at its left edge; null if there are none
 * @param broken whether it could not be read, so that nobody knows what it says
 */
record YamlFile(String shown, @Nullable MappingNode root, boolean broken) {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 20;

    /** Reads it; what keeps it from being read is added to the faults. */
    static YamlFile read(Path file, List<Fault> faults) {
        String shown = file.toString();
        try {
            Node root = yaml().compose(new StringReader(text(file)));
            if (root instanceof MappingNode mapping) {
                return new YamlFile(shown, mapping, false);
            }
            if (root == null || root.getTag().equals(Tag.NULL)) {
                return new YamlFile(shown, null, false);
            }
            faults.add(
                    fault(shown, line(root), "has no sections; write a section's name and a colon at the left edge"));
        } catch (AccessDeniedException denied) {
            faults.add(fault(shown, 0, "no permission to read it as user " + System.getProperty("user.name")));
        } catch (CharacterCodingException other) {
            faults.add(fault(shown, 0, "cannot be read: not UTF-8"));
        } catch (IOException unreadable) {
            faults.add(fault(shown, 0, "cannot be read: " + unreadable.getMessage()));
        } catch (MarkedYAMLException wrong) {
            faults.add(
                    fault(
                            shown,
                            line(wrong),
                            "not YAML: " + wrong.getProblem()
                                    + "; indent the keys of a section with equally many blanks, and quote texts that have a colon"));
        } catch (YAMLException bounds) {
            faults.add(fault(shown, 0, "not used: " + firstLine(bounds)));
        }
        return new YamlFile(shown, null, true);
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        return new Yaml(new SafeConstructor(options));
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("larger than 1 MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private static Fault fault(String file, int line, String message) {
        return new Fault(file, line, "", "", null, message, false);
    }

    private static String firstLine(YAMLException fault) {
        return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    }

    private static int line(MarkedYAMLException fault) {
        Mark mark = fault.getProblemMark();
        return mark == null ? 0 : mark.getLine() + 1;
    }

    /** From 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The key's text; null if it is a list or a mapping. */
    static @Nullable String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    boolean has(String key) {
        return entries().containsKey(key);
    }

    /** By key; of equal keys the last, as for pattoo. */
    Map<String, NodeTuple> entries() {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        if (root != null) {
            for (NodeTuple entry : root.getValue()) {
                String key = key(entry);
                if (key != null) {
                    entries.put(key, entry);
                }
            }
        }
        return entries;
    }
}
