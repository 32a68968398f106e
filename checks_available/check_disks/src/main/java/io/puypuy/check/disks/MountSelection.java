package io.puypuy.check.disks;

import io.puypuy.api.Tags;
import io.puypuy.api.read.NameFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Chooses the mounts whose space is reported: each file system once, where people see it. Pure. */
final class MountSelection {
    private static final NameFilter NETWORK_TYPES = new NameFilter(List.of(
            "9p",
            "afs",
            "beegfs",
            "ceph",
            "cifs",
            "coda",
            "fuse",
            "fuse.*",
            "glusterfs",
            "gpfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs4",
            "orangefs",
            "smb3",
            "smbfs",
            "virtiofs"));
    // Best first, and the same whatever the order of the table is.
    private static final Comparator<Mount> PREFERENCE = Comparator.comparing(
                    (Mount mount) -> !mount.mountPoint().equals("/"))
            .thenComparing(mount -> !mount.root().equals("/"))
            .thenComparing(mount -> mount.mountPoint().length())
            .thenComparing(Mount::mountPoint);

    private MountSelection() {}

    /**
     * A mount that is reported.
     *
     * @param tags one tag with the name by which people know it
     * @param network whether it may hang because another machine does not answer
     */
    record Selected(String mountPoint, Tags tags, boolean readOnly, boolean network) {
        String name() {
            return tags.value("mountpoint").orElse("");
        }
    }

    static List<Selected> select(List<Mount> table, DisksSettings settings) {
        Map<String, Mount> byDevice = new TreeMap<>();
        Set<Long> covered = covered(table);
        for (Mount mount : table) {
            boolean wanted = !settings.excludedTypes().matches(mount.type())
                    && !settings.excludedMountPoints().matches(mount.mountPoint())
                    && (settings.networkMounts() || !NETWORK_TYPES.matches(mount.type()));
            if (wanted && !covered.contains(mount.id())) {
                byDevice.merge(
                        mount.device(), mount, (one, other) -> PREFERENCE.compare(one, other) <= 0 ? one : other);
            }
        }
        List<Mount> chosen = new ArrayList<>(byDevice.values());
        chosen.sort(Comparator.comparing(Mount::mountPoint));
        Map<String, String> names = names(chosen);
        List<Selected> selected = new ArrayList<>();
        for (Mount mount : chosen) {
            selected.add(new Selected(
                    mount.mountPoint(),
                    Tags.of("mountpoint", names.getOrDefault(mount.mountPoint(), mount.mountPoint())),
                    mount.readOnly(),
                    NETWORK_TYPES.matches(mount.type())));
        }
        return selected;
    }

    /** The ids of mounts that nobody sees: another one covers them, or what they are mounted in. */
    private static Set<Long> covered(List<Mount> table) {
        Map<Long, Mount> byId = new HashMap<>();
        Map<Long, List<Mount>> byParent = new HashMap<>();
        for (Mount mount : table) {
            byId.put(mount.id(), mount);
            byParent.computeIfAbsent(mount.parent(), id -> new ArrayList<>()).add(mount);
        }
        Set<Long> atRoot = new HashSet<>();
        Set<Long> fromAbove = new HashSet<>();
        for (Mount mount : table) {
            if (byParent.getOrDefault(mount.id(), List.of()).stream()
                    .anyMatch(child ->
                            child.id() != mount.id() && child.mountPoint().equals(mount.mountPoint()))) {
                atRoot.add(mount.id());
            }
            if (byParent.getOrDefault(mount.parent(), List.of()).stream()
                    .anyMatch(sibling -> isBelow(mount, sibling))) {
                fromAbove.add(mount.id());
            }
        }
        Set<Long> covered = new HashSet<>(atRoot);
        for (Mount mount : table) {
            // One on the root of another is seen itself, so what counts of those around it is what covers them from
            // above.
            Set<Long> around = new HashSet<>();
            for (Mount at = mount; at != null && around.add(at.id()); at = byId.get(at.parent())) {
                if (fromAbove.contains(at.id())) {
                    covered.add(mount.id());
                }
            }
        }
        return covered;
    }

    private static boolean isBelow(Mount mount, Mount sibling) {
        int length = sibling.mountPoint().length();
        return mount.mountPoint().length() > length
                && mount.mountPoint().startsWith(sibling.mountPoint())
                && mount.mountPoint().charAt(length) == '/';
    }

    /**
     * PuyPuy's names: {@code rootfs}, or the path with {@code _} for {@code /}. Where two paths would have the same name,
     * it belongs to the one with the fewest underscores of its own, and the other keeps its path.
     */
    private static Map<String, String> names(List<Mount> mounts) {
        List<String> paths = new ArrayList<>();
        for (Mount mount : mounts) {
            paths.add(mount.mountPoint());
        }
        paths.sort(Comparator.comparing((String path) -> !path.equals("/"))
                .thenComparing(path -> path.chars().filter(c -> c == '_').count())
                .thenComparing(Comparator.naturalOrder()));
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (String path : paths) {
            String name = path.equals("/") ? "rootfs" : path.substring(1).replace('/', '_');
            names.put(path, taken.add(name) ? name : path);
        }
        return names;
    }
}
