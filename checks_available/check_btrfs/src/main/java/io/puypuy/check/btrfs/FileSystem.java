package io.puypuy.check.btrfs;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What /sys/fs/btrfs says of one mounted file system. Source: btrfs-progs, "Sysfs interface".
 *
 * @param devices names of the devices that are there, such as {@code sda1} or {@code mapper/vg-root}
 * @param members all devices by their number in the file system; none before Linux 5.6
 * @param allocations by what they are for: data, metadata, system; none before Linux 3.14
 * @param globalReserve bytes of metadata kept for emergencies
 * @param deviceBytes size of all devices together; empty if that of one is not known
 */
record FileSystem(
        String uuid,
        List<String> devices,
        Map<Long, Member> members,
        Map<String, Allocation> allocations,
        OptionalLong globalReserve,
        OptionalLong deviceBytes) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final int SECTOR = 512;

    /**
     * One device.
     *
     * @param missing 1 if it was not found, else 0
     * @param errors empty before Linux 5.14
     */
    record Member(OptionalLong missing, Optional<ErrorCounts> errors) {}

    /**
     * Space of one kind.
     *
     * @param used bytes in use
     * @param total bytes set aside for this kind
     * @param diskUsed as {@code used}, every copy counted
     * @param diskTotal as {@code total}, every copy counted
     */
    record Allocation(OptionalLong used, OptionalLong total, OptionalLong diskUsed, OptionalLong diskTotal) {}

    FileSystem {
        devices = List.copyOf(devices);
        members = Collections.unmodifiableMap(new TreeMap<>(members));
        allocations = Collections.unmodifiableMap(new TreeMap<>(allocations));
    }

    /** The folders of file systems; there are others. */
    static List<String> uuids(KernelFiles files) throws IOException {
        List<String> uuids = new ArrayList<>();
        for (String name : files.list(root(files))) {
            if (UUID.matcher(name).matches()) {
                uuids.add(name);
            }
        }
        return uuids;
    }

    private static Path root(KernelFiles files) {
        return files.sys().resolve("fs/btrfs");
    }

    static FileSystem read(KernelFiles files, String uuid) throws CheckException, IOException {
        Path folder = root(files).resolve(uuid);
        List<String> devices = new ArrayList<>();
        long sectors = 0;
        boolean known = true;
        for (String device : files.list(folder.resolve("devices"))) {
            Path link = folder.resolve("devices").resolve(device);
            devices.add(name(files, device, link));
            OptionalLong size = number(files, link.resolve("size"));
            known &= size.isPresent();
            sectors += size.orElse(0);
        }
        Map<Long, Member> members = new TreeMap<>();
        for (String id : files.list(folder.resolve("devinfo"))) {
            if (NUMBER.matcher(id).matches()) {
                Member member = member(files, folder.resolve("devinfo").resolve(id));
                known &= member.missing().orElse(0) == 0;
                members.put(Long.valueOf(id), member);
            }
        }
        return new FileSystem(
                uuid,
                devices,
                members,
                allocations(files, folder.resolve("allocation")),
                number(files, folder.resolve("allocation/global_rsv_size")),
                known && !devices.isEmpty() ? OptionalLong.of(sectors * SECTOR) : OptionalLong.empty());
    }

    // Of a device mapper's device the kernel says a number, and people its name.
    private static String name(KernelFiles files, String device, Path link) throws IOException {
        return files.readIfPresent(link.resolve("dm/name"))
                .map(name -> "mapper/" + name.strip())
                .orElse(device.replace('!', '/'));
    }

    private static Member member(KernelFiles files, Path folder) throws CheckException, IOException {
        Optional<String> stats = files.readIfPresent(folder.resolve("error_stats"));
        return new Member(
                number(files, folder.resolve("missing")),
                stats.isPresent() ? ErrorCounts.ofKernel(stats.get()) : Optional.empty());
    }

    private static Map<String, Allocation> allocations(KernelFiles files, Path folder)
            throws CheckException, IOException {
        Map<String, Allocation> allocations = new TreeMap<>();
        for (String kind : files.list(folder)) {
            if (!kind.startsWith("global_rsv_")) {
                Path of = folder.resolve(kind);
                allocations.put(
                        kind,
                        new Allocation(
                                number(files, of.resolve("bytes_used")),
                                number(files, of.resolve("total_bytes")),
                                number(files, of.resolve("disk_used")),
                                number(files, of.resolve("disk_total"))));
            }
        }
        return allocations;
    }

    /** Bytes of the devices that are set aside for nothing; empty if that cannot be known. */
    OptionalLong unallocated() {
        if (deviceBytes.isEmpty() || allocations.isEmpty()) {
            return OptionalLong.empty();
        }
        long left = deviceBytes.getAsLong();
        for (Allocation allocation : allocations.values()) {
            if (allocation.diskTotal().isEmpty()) {
                return OptionalLong.empty();
            }
            left -= allocation.diskTotal().getAsLong();
        }
        return left < 0 ? OptionalLong.empty() : OptionalLong.of(left);
    }

    /** Whether the kernel counts errors in /sys. */
    boolean hasErrors() {
        return members.values().stream().anyMatch(member -> member.errors().isPresent());
    }

    private static OptionalLong number(KernelFiles files, Path file) throws CheckException, IOException {
        Optional<String> text = files.readIfPresent(file);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        LineWords words = new LineWords(text.get());
        if (!words.nextLine()) {
            throw CheckException.unexpectedReply("a number in " + file.getFileName(), text.get());
        }
        return OptionalLong.of(words.count());
    }
}
