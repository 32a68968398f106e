package io.puypuy.testkit.check;

import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.engine.read.ProcAndSys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The recorded files of the run that is going on: {@code testcases/<case>/<run>/}. Used by one thread. */
public final class RecordedTree {
    private Path folder = Path.of("");
    private KernelFiles ofRun = filesIn(folder);

    RecordedTree() {}

    void enter(Path runFolder) {
        folder = runFolder;
        ofRun = filesIn(runFolder);
    }

    private static KernelFiles filesIn(Path folder) {
        return new ProcAndSys(folder.resolve("proc"), folder.resolve("sys"));
    }

    /** Folder of the run, for what is recorded neither below /proc nor below /sys. */
    public Path folder() {
        return folder;
    }

    /** The files of whichever run is going on. */
    KernelFiles files() {
        return new FilesOfRun();
    }

    /**
     * Prints {@code programs/<name>.out}, as if the program had, and ends with the exit code in {@code programs/<name>.exit}, or
     * 0; without the first file it cannot be started.
     */
    Programs.Output run(List<String> command, Duration timeout, int maxBytes) throws IOException {
        Path name = Path.of(command.get(0)).getFileName();
        Path printed = folder.resolve("programs").resolve(name + ".out");
        if (!Files.exists(printed)) {
            throw new IOException(name + " cannot be started");
        }
        Path exit = folder.resolve("programs").resolve(name + ".exit");
        int code = Files.exists(exit) ? Integer.parseInt(Files.readString(exit).strip()) : 0;
        return new Programs.Output(code, Files.readString(printed), "");
    }

    /** A check has one instance for all runs, whose roots are not the same. */
    private final class FilesOfRun implements KernelFiles {
        @Override
        public Path proc() {
            return ofRun.proc();
        }

        @Override
        public Path sys() {
            return ofRun.sys();
        }

        @Override
        public String read(Path file) throws IOException {
            return ofRun.read(file);
        }

        @Override
        public Optional<String> readIfPresent(Path file) throws IOException {
            return ofRun.readIfPresent(file);
        }

        @Override
        public List<String> list(Path folder) throws IOException {
            return ofRun.list(folder);
        }
    }
}
