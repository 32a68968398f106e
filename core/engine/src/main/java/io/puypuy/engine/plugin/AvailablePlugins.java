package io.puypuy.engine.plugin;

import io.puypuy.api.Check;
import io.puypuy.api.backend.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pf4j.ExtensionPoint;

/** The plugin folders in {@code checks_available/} or {@code backends/}, loaded or not. */
public final class AvailablePlugins {
    private static final int MAX_LINES_READ = 50;

    private AvailablePlugins() {}

    /**
     * A plugin folder.
     *
     * @param summary the first sentence of its README; empty if there is none
     */
    public record Available(String name, Path folder, String summary) {}

    /**
     * What plugins said.
     *
     * @param byFolder answer by name of the plugin's folder, in the order of these names
     * @param problems of those that could not be loaded; if there are none, {@code byFolder} is complete
     */
    public record Answers(Map<String, String> byFolder, List<String> problems) {}

    /** The folders in order of their names. */
    public static List<Available> list(Path parent) throws IOException {
        List<Available> found = new ArrayList<>();
        for (Path folder : folders(parent)) {
            found.add(new Available(folder.getFileName().toString(), folder, summary(folder.resolve("README.md"))));
        }
        return found;
    }

    static List<Path> folders(Path parent) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(parent)) {
            for (Path path : listed) {
                String name = path.getFileName().toString();
                boolean plugin = !name.startsWith(".") && !name.equals("target") && !name.equals("src");
                if (plugin && Files.isDirectory(path)) {
                    folders.add(path);
                }
            }
        }
        Collections.sort(folders);
        return folders;
    }

    /** Loads every check of the folder for a moment, to ask for its section. */
    public static Answers checkSections(Path parent) throws IOException, InterruptedException {
        return ask(parent, Check.class, Check::section);
    }

    /** Loads every backend of the folder for a moment, to ask for its type. */
    public static Answers backendTypes(Path parent) throws IOException, InterruptedException {
        return ask(parent, Backend.class, Backend::type);
    }

    private static <T extends ExtensionPoint> Answers ask(Path parent, Class<T> point, Function<T, String> question)
            throws IOException, InterruptedException {
        PluginLoader<T> loader = new PluginLoader<>(point, PluginLoader.PATIENCE);
        Map<String, String> answers = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Path folder : folders(parent)) {
            String name = folder.getFileName().toString();
            try {
                answers.put(name, loader.ask(folder, parent.getFileName() + "/" + name, question));
            } catch (UnusablePluginException unusable) {
                problems.add(unusable.getMessage());
            }
        }
        return new Answers(answers, problems);
    }

    private static String summary(Path readme) {
        StringBuilder paragraph = new StringBuilder();
        try (BufferedReader lines = Files.newBufferedReader(readme)) {
            for (int i = 0; i < MAX_LINES_READ; i++) {
                String line = lines.readLine();
                if (line == null || (line.isBlank() && paragraph.length() > 0)) {
                    break;
                }
                if (!line.isBlank() && !line.startsWith("#")) {
                    paragraph.append(paragraph.length() > 0 ? " " : "").append(line.strip());
                }
            }
        } catch (IOException unreadable) {
            return "";
        }
        int end = paragraph.indexOf(". ");
        return end < 0 ? paragraph.toString() : paragraph.substring(0, end + 1);
    }
}
