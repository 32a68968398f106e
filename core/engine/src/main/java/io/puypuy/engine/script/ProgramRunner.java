package io.puypuy.engine.script;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.NoSuchProgramException;
import io.puypuy.api.read.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs for checks, and scripts: each in a session of its own. Starts no threads. Thread-safe. */
public final class ProgramRunner implements Programs {
    private static final Path ROOT = Path.of("/");

    private final String path;
    private final Map<String, String> environment;

    /**
     * @param environment the daemon's own; programs of checks get it with {@code LC_ALL=C}. Its PATH is where programs
     *     are looked for
     */
    public ProgramRunner(Map<String, String> environment) {
        this.path = environment.getOrDefault("PATH", "");
        Map<String, String> plain = new HashMap<>(environment);
        plain.put("LC_ALL", "C");
        this.environment = Map.copyOf(plain);
    }

    @Override
    public Output run(List<String> command, Duration timeout, int maxBytes) throws IOException, InterruptedException {
        String program = command.get(0);
        List<String> found = new ArrayList<>(command);
        found.set(
                0,
                Executables.find(program, path)
                        .orElseThrow(() -> new NoSuchProgramException(program))
                        .toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteSink sink = (buffer, count) -> out.write(buffer, 0, count);
        Ending ending = run(found, environment, ROOT, timeout, sink, maxBytes);
        return switch (ending.how()) {
            case EXITED -> new Output(ending.exitCode(), out.toString(StandardCharsets.UTF_8), ending.err());
            case TIMED_OUT ->
                throw new IOException(program + " had not ended after " + timeout.toMillis() + " ms and was killed");
            case TOO_MUCH_OUTPUT ->
                throw new IOException(
                        program + " printed more than " + maxBytes + " bytes and was killed; it began with "
                                + CheckException.quoted(out.toString(StandardCharsets.UTF_8)));
            case INTERRUPTED -> throw new InterruptedException(program + " was killed");
        };
    }

    /** As {@link ProgramRun#run}, with the program's whole path. */
    Ending run(
            List<String> command,
            Map<String, String> programEnvironment,
            Path folder,
            Duration timeout,
            ByteSink out,
            long maxBytes)
            throws IOException {
        Optional<Path> setsid = Executables.find("setsid", path);
        if (setsid.isEmpty()) {
            throw new IOException("there is no program setsid in PATH, without which scripts and programs"
                    + " cannot be ended reliably; install the package util-linux");
        }
        return new ProgramRun(out, maxBytes).run(setsid.get(), command, programEnvironment, folder, timeout);
    }
}
