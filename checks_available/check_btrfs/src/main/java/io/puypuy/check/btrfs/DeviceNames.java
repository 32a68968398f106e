package io.puypuy.check.btrfs;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which device has which number in its file system. The kernel says it in /sys only where there is one device; else the
 * program btrfs is asked, once, and again when devices come and go. Owner: the thread that runs the check.
 */
final class DeviceNames {
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);
    private static final String DEV = "/dev/";

    private final BtrfsProgram program;
    private final Map<String, Known> known = new HashMap<>();

    private record Known(List<String> devices, Set<Long> numbers, Map<Long, String> names, Instant next) {}

    DeviceNames(BtrfsProgram program) {
        this.program = program;
    }

    /** The names in PuyPuy's form, such as {@code sda1} or {@code mapper_vg-root}; empty where it cannot be known. */
    Map<Long, String> of(FileSystem system, CheckRun run) throws InterruptedException {
        if (system.members().size() == 1 && system.devices().size() == 1) {
            return Map.of(
                    system.members().keySet().iterator().next(),
                    tag(system.devices().get(0)));
        }
        Known before = known.get(system.uuid());
        if (before == null
                || !before.devices.equals(system.devices())
                || !before.numbers.equals(system.members().keySet())
                || (before.names.isEmpty() && !before.next.isAfter(run.time()))) {
            before = new Known(
                    system.devices(),
                    new TreeSet<>(system.members().keySet()),
                    ask(system.uuid(), run),
                    run.time().plus(ASK_AGAIN));
            known.put(system.uuid(), before);
        }
        return before.names;
    }

    /** Forgets file systems that are no longer mounted. */
    void keepOnly(List<String> uuids) {
        known.keySet().retainAll(uuids);
    }

    // Without root or without the program there are numbers instead of names, which is no failure.
    private Map<Long, String> ask(String uuid, CheckRun run) throws InterruptedException {
        Map<Long, String> names = new HashMap<>();
        try {
            program.paths(run, uuid).forEach((number, path) -> names.put(number, ofPath(path)));
        } catch (CheckException | IOException e) {
            return Map.of();
        }
        return names;
    }

    static String ofPath(String path) {
        return tag(path.startsWith(DEV) ? path.substring(DEV.length()) : path);
    }

    private static String tag(String device) {
        return device.replace('/', '_').replace('.', '_');
    }

    /** The name of a device, or one made of its number. */
    static String name(Map<Long, String> names, FileSystem system, long number) {
        return Optional.ofNullable(names.get(number)).orElse(system.uuid() + "_devid_" + number);
    }
}
