package io.puypuy.testkit.check;

import io.puypuy.api.read.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The recorded files of the run that is going on: {@code testcases/<case>/<run>/}. Used by one thread. */
public final class RecordedTree {
    private Path folder = Path.of("");

    RecordedTree() {}

    void enter(Path runFolder) {
        folder = runFolder;
    }

    /** Folder of the run, for what is recorded neither below /proc nor below /sys. */
    public Path folder() {
        return folder;
    }

    Path proc() {
        return folder.resolve("proc");
    }

    Path sys() {
        return folder.resolve("sys");
    }

    /** Prints {@code programs/<name>.out}, as if the program had; without that file it cannot be started. */
    Programs.Output run(List<String> command, Duration timeout, int maxBytes) throws IOException {
        Path name = Path.of(command.get(0)).getFileName();
        Path printed = folder.resolve("programs").resolve(name + ".out");
        if (!Files.exists(printed)) {
            throw new IOException(name + " cannot be started");
        }
        return new Programs.Output(0, Files.readString(printed), "");
    }
}
