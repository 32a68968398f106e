package io.puypuy.pattoo.os;

import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a machine says of itself; it stands as metadata at every datapoint. Does not change while an agent runs.
 *
 * @param release of the kernel
 * @param version of the kernel, its build
 * @param processor the family that {@code uname -p} tells; empty where it does not, as on Debian
 * @param type of the kernel: {@code Linux}
 * @param hostname the full name of the machine
 */
public record HostFacts(String release, String version, String processor, String type, String hostname) {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 4096;

    /**
     * Reads them. The processor's family is part of a datapoint's checksum, so that it must be what pattoo's own agents
     * send; distributions patch it into the program, and no file has it.
     */
    public static HostFacts read(KernelFiles files, Programs programs, String hostname)
            throws IOException, InterruptedException {
        Path kernel = files.proc().resolve("sys/kernel");
        return new HostFacts(
                files.read(kernel.resolve("osrelease")).strip(),
                files.read(kernel.resolve("version")).strip(),
                processor(programs),
                files.read(kernel.resolve("ostype")).strip(),
                hostname);
    }

    private static String processor(Programs programs) throws InterruptedException {
        try {
            Programs.Output printed = programs.run(List.of("uname", "-p"), TIMEOUT, MAX_BYTES);
            String family = printed.out().strip();
            return printed.exitCode() != 0 || family.equals("unknown") ? "" : family;
        } catch (IOException noSuchProgram) {
            return "";
        }
    }
}
