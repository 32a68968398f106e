package io.puypuy.engine.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of one plugin: in a distribution the jar and {@code lib/} stand in the plugin's folder, in a source
 * checkout in its {@code target/}.
 *
 * @param jar the plugin itself
 * @param library folder of its own libraries, which may be absent
 * @param jarState what tells this jar from another at the same place
 * @param libraryState likewise for the library folder; null if it is absent
 */
record PluginFiles(
        Path jar, Path library, State jarState, @Nullable State libraryState) {

    /** Size, time and identity of a file. */
    private record State(long size, long modified, @Nullable Object key) {
        @Override
        public int hashCode() {
            return Long.hashCode(modified);
        }

        // Not the record's own, for the reason that Metric has.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof State state
                    && size == state.size
                    && modified == state.modified
                    && Objects.equals(key, state.key);
        }

        static @Nullable State of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new State(
                        attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey());
            } catch (NoSuchFileException | NotDirectoryException absent) {
                return null;
            }
        }
    }

    /**
     * Looks for the files of a plugin.
     *
     * @param shown the folder as the operator knows it
     * @throws UnusablePluginException if there is no jar, or there are several
     */
    static PluginFiles in(Path folder, String shown) throws UnusablePluginException {
        try {
            for (Path place : List.of(folder, folder.resolve("target"))) {
                List<Path> jars = jars(place);
                if (jars.size() > 1) {
                    throw new UnusablePluginException(
                            shown + ": more than one jar (" + names(jars) + "); leave the plugin's own");
                }
                if (jars.size() == 1) {
                    Path library = place.resolve("lib");
                    State jar = State.of(jars.get(0));
                    if (jar != null) {
                        return new PluginFiles(jars.get(0), library, jar, State.of(library));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UnusablePluginException(
                    shown + ": cannot be read (" + Failure.phrase(unreadable) + "); check its permissions", unreadable);
        }
        throw new UnusablePluginException(shown + ": no jar; " + cure(folder));
    }

    private static String cure(Path folder) {
        if (!Files.exists(folder.resolve("pom.xml"))) {
            return "copy or link the whole folder of a built plugin";
        }
        Path real = folder.toAbsolutePath().normalize();
        try {
            real = folder.toRealPath();
        } catch (IOException vanished) {
            // The path as it is says enough.
        }
        Path parent = real.getParent();
        String module = parent == null ? "" : parent.getFileName() + "/" + real.getFileName();
        return "build it with mvn package -pl " + module + " -am";
    }

    /** Whether the files are those that were found, by two looks at the file system. */
    boolean unchanged() {
        try {
            return jarState.equals(State.of(jar)) && Objects.equals(libraryState, State.of(library));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Jars of the plugin's own libraries, sorted. */
    List<Path> libraries() throws IOException {
        return libraryState == null ? List.of() : jars(library);
    }

    private static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
            for (Path file : listed) {
                if (isJar(file.getFileName().toString())) {
                    jars.add(file);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return List.of();
        }
        Collections.sort(jars);
        return jars;
    }

    private static boolean isJar(String name) {
        return name.endsWith(".jar")
                && !name.endsWith("-sources.jar")
                && !name.endsWith("-javadoc.jar")
                && !name.endsWith("-tests.jar");
    }

    private static String names(List<Path> jars) {
        List<String> names = new ArrayList<>();
        for (Path jar : jars) {
            names.add(jar.getFileName().toString());
        }
        return String.join(", ", names);
    }
}
