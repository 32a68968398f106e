package io.puypuy.api.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files of the kernel. The roots are settable ({@code proc_root}, {@code sys_root} of {@code [SelfConfig]}), so that an
 * agent in a container reads the host and tests read recorded trees. A file is read whole, up to 4 MiB.
 */
public interface KernelFiles {
    /** Root of the process file system, {@code /proc} by default. */
    Path proc();

    /** Root of the device file system, {@code /sys} by default. */
    Path sys();

    /** The text of a file, decoded as UTF-8. */
    String read(Path file) throws IOException;

    /**
     * The text of a file; empty if there is no such file, the kernel does not have the feature, or what the file speaks
     * of is gone (ENOENT, ENODEV, EOPNOTSUPP, EINVAL, ESRCH).
     */
    Optional<String> readIfPresent(Path file) throws IOException;

    /** The names in a folder, sorted; none if there is no such folder. */
    List<String> list(Path folder) throws IOException;
}
