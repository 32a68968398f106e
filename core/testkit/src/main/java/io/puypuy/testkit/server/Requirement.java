package io.puypuy.testkit.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What a test needs and the machine may lack. */
public final class Requirement {
    private Requirement() {}

    /** The program of that name on the PATH; without it the test fails or is skipped. */
    static Path program(String name, String debianPackage) {
        for (String folder : System.getenv().getOrDefault("PATH", "/usr/bin").split(File.pathSeparator, -1)) {
            Path program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        throw missing("no program " + name + ": apt-get install " + debianPackage);
    }

    /**
     * Ends the test: as failed where CI=true, else as skipped.
     *
     * @return nothing, it always throws; so that the caller can write {@code throw missing(...)}
     */
    public static AssertionError missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        return Assumptions.abort(message);
    }
}
