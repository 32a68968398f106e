package io.puypuy.testkit.check;

import io.puypuy.api.read.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this machine. */
final class MachinePrograms {
    private MachinePrograms() {}

    static Programs.Output run(List<String> command, Duration timeout, int maxBytes)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readNBytes(maxBytes), StandardCharsets.UTF_8);
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IOException(command.get(0) + " has not ended in time");
        }
        return new Programs.Output(process.exitValue(), out, "");
    }
}
