package io.puypuy.check.disks;

import io.puypuy.api.Settings;
import io.puypuy.api.Thresholds;
import io.puypuy.api.read.NameFilter;
import java.time.Duration;
import java.util.List;

/**
 * Settings of section [Disk Stats].
 *
 * @param excludedDrives names of drives that are left out
 * @param excludedTypes types of file systems that are left out
 * @param excludedMountPoints paths that are left out
 * @param networkMounts whether file systems of other machines are read
 * @param networkTimeout how long one of them may take
 * @param inodes whether inodes are counted, by the program stat
 */
record DisksSettings(
        Thresholds thresholds,
        NameFilter excludedDrives,
        NameFilter excludedTypes,
        NameFilter excludedMountPoints,
        boolean networkMounts,
        Duration networkTimeout,
        boolean inodes,
        Duration inodesPeriod) {
    private static final List<String> DRIVES = List.of("ram*", "loop*", "zram*", "sr*", "fd*", "mmcblk*boot*");
    // What has no space of its own, is always full, or is memory.
    private static final List<String> TYPES = List.of(
            "autofs",
            "binfmt_misc",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "devtmpfs",
            "efivarfs",
            "erofs",
            "fuse.lxcfs",
            "fuse.portal",
            "fuse.snapfuse",
            "fusectl",
            "hugetlbfs",
            "iso9660",
            "mqueue",
            "nfsd",
            "nsfs",
            "overlay",
            "proc",
            "pstore",
            "ramfs",
            "rootfs",
            "rpc_pipefs",
            "securityfs",
            "selinuxfs",
            "squashfs",
            "sysfs",
            "tmpfs",
            "tracefs",
            "udf");
    private static final List<String> MOUNT_POINTS = List.of("/var/lib/docker/*", "/var/lib/containers/*");

    static DisksSettings from(Settings settings) {
        return new DisksSettings(
                Thresholds.from(settings, 90, 95),
                new NameFilter(settings.list("exclude_drives", DRIVES)),
                new NameFilter(settings.list("exclude_types", TYPES)),
                new NameFilter(settings.list("exclude_mount_points", MOUNT_POINTS)),
                settings.truth("network_mounts", false),
                settings.duration("network_timeout", Duration.ofMillis(500)),
                settings.truth("inodes", true),
                settings.duration("inodes_period", Duration.ofMinutes(1)));
    }
}
