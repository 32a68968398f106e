package io.puypuy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The class path of a server, as the build of its module below core/testkit wrote it. */
final class ClassPathFile {
    private ClassPathFile() {}

    /** The class path of that module's server, its own classes first; without it the test fails or is skipped. */
    static String of(String module) {
        Path built = Path.of("core", "testkit", module, "target");
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(built).resolve("class-path");
            if (Files.exists(file)) {
                try {
                    return folder.resolve(built).resolve("classes") + ":"
                            + Files.readString(file).strip();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw Requirement.missing("no file " + built + "/class-path: run bin/test, or mvn -Pservers");
    }
}
