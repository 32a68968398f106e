package io.puypuy.api.read;

import io.puypuy.api.Settings;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The network that one process sees. {@code /proc/net} is that of whoever reads it, also below a {@code proc_root} which shows
 * another machine's processes: in a container it is the container's. Immutable.
 *
 * @param process its number, or {@code self}
 */
public record ProcessNetwork(String process) {
    private static final String KEY = "process";
    private static final String OWN = "self";
    private static final Pattern PROCESS = Pattern.compile(OWN + "|[0-9]{1,9}");

    /** That of the agent. */
    public static ProcessNetwork own() {
        return new ProcessNetwork(OWN);
    }

    /** By the key {@code process}; that of the agent if it is left out. */
    public static ProcessNetwork from(Settings settings) {
        String process = settings.text(KEY, OWN);
        if (!PROCESS.matcher(process).matches()) {
            settings.fault(KEY, "not the number of a process", "write self, or a number such as 1");
        }
        return new ProcessNetwork(process);
    }

    /** Whether it is that of the agent. */
    public boolean isOwn() {
        return process.equals(OWN);
    }

    /** Where the kernel shows it. */
    public Path folder(KernelFiles files) {
        return files.proc().resolve(process).resolve("net");
    }
}
