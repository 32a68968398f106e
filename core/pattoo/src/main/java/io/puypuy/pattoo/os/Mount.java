package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import io.puypuy.api.read.OctalEscapes;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One line of /proc/self/mounts, fstab(5).
 *
 * @param options as the kernel prints them, separated by commas
 */
record Mount(String device, String mountPoint, String type, String options) {
    /**
     * The mounts whose space is reported, in their order: those of file systems that need a device, and of zfs; without
     * what Docker mounts, and without a device that has no name.
     *
     * @param filesystems the text of /proc/filesystems
     */
    static List<Mount> select(String mounts, String filesystems) throws CheckException {
        Set<String> types = types(filesystems);
        // Something that is mounted twice in the same place is one.
        Set<Mount> selected = new LinkedHashSet<>();
        LineWords words = new LineWords(mounts);
        while (words.nextLine()) {
            Mount mount = new Mount(
                    OctalEscapes.decoded(words.word()),
                    OctalEscapes.decoded(words.word()),
                    OctalEscapes.decoded(words.word()),
                    OctalEscapes.decoded(words.word()));
            if (types.contains(mount.type) && !mount.mountPoint.contains("docker") && !mount.device.equals("none")) {
                selected.add(mount);
            }
        }
        return List.copyOf(selected);
    }

    private static Set<String> types(String filesystems) throws CheckException {
        Set<String> types = new HashSet<>();
        LineWords words = new LineWords(filesystems);
        while (words.nextLine()) {
            boolean needsNoDevice = words.lineStartsWith("nodev");
            words.skip(needsNoDevice ? 1 : 0);
            String type = words.word();
            if (!needsNoDevice || type.equals("zfs")) {
                types.add(type);
            }
        }
        return types;
    }
}
