package io.puypuy.app.daemon;

import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.StatusJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The daemon's status in {@code var/run/status.json}: replaced as a whole, so nobody reads half of it. */
public final class StatusFile {
    private StatusFile() {}

    /** What a daemon wrote last, perhaps one that has ended since; empty if there is none that can be read. */
    public static Optional<EngineStatus> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(StatusJson.read(in));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Replaces the file. Not forced to disk: after a crash of the machine no daemon runs that it could be about. */
    public static void write(Path file, EngineStatus status) throws IOException {
        // Settings' faults and what receivers answer are in it.
        WholeFile.replace(file, "rw-------", out -> StatusJson.write(status, out));
    }
}
