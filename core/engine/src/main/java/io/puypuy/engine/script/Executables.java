package io.puypuy.engine.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs as {@code execvp} does. */
final class Executables {
    /** Where a system without the variable PATH looks. */
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Executables() {}

    /** @param path the variable PATH; empty folders in it, which would mean the current one, are passed over */
    static Optional<Path> find(String program, String path) {
        if (program.indexOf('/') >= 0) {
            return executable(Path.of(program));
        }
        for (String folder : (path.isEmpty() ? DEFAULT_PATH : path).split(":", -1)) {
            if (!folder.isEmpty()) {
                Optional<Path> found = executable(Path.of(folder, program));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> executable(Path file) {
        return Files.isExecutable(file) && !Files.isDirectory(file) ? Optional.of(file) : Optional.empty();
    }
}
