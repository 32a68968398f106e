package io.puypuy.pattoo.os;

import java.util.List;

/**
 * A part of the machine, with the metadata that tells it from others of its kind. The order of metadata is part of the
 * checksum.
 *
 * @param before what stands before the metadata of the machine
 * @param after what stands behind it
 */
public record Part(Kind kind, List<Entry> before, List<Entry> after) {
    /** The machine as a whole. */
    public static final Part HOST = new Part(Kind.HOST, List.of(), List.of());

    public Part {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** What parts there are. */
    public enum Kind {
        HOST,
        FILE_SYSTEM,
        DISK,
        NETWORK_INTERFACE
    }

    /** A key of metadata with its value. */
    public record Entry(String key, String value) {}

    /** By what people know it: a mount point, or the name of a disk or interface; empty for the host. */
    public String name() {
        return switch (kind) {
            case HOST -> "";
            case FILE_SYSTEM -> before.get(1).value();
            case DISK, NETWORK_INTERFACE -> after.get(0).value();
        };
    }

    static Part of(Mount mount) {
        return new Part(
                Kind.FILE_SYSTEM,
                List.of(
                        new Entry("disk_partition_device", mount.device()),
                        new Entry("disk_partition_mountpoint", mount.mountPoint()),
                        new Entry("disk_partition_fstype", mount.type()),
                        new Entry("disk_partition_opts", mount.options())),
                List.of());
    }

    static Part ofDisk(String name) {
        return new Part(Kind.DISK, List.of(), List.of(new Entry("disk_partition", name)));
    }

    static Part ofInterface(String name) {
        return new Part(Kind.NETWORK_INTERFACE, List.of(), List.of(new Entry("network_io_interface", name)));
    }
}
