package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.pattoo.document.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Space of the mounted file systems. Used by one thread. */
final class FileSystems implements AutoCloseable {
    private static final String PREFIX = "disk_partition_disk_usage_";

    private final KernelFiles files;
    private final MountedSpace space;
    private final Faults faults;
    private String table = "";
    private List<Mount> mounts = List.of();

    FileSystems(KernelFiles files, MountedSpace space, Faults faults) {
        this.files = files;
        this.space = space;
        this.faults = faults;
    }

    void read(Readings into) throws CheckException, IOException, InterruptedException {
        String now = files.read(files.proc().resolve("self/mounts"));
        if (!now.equals(table)) {
            mounts.forEach(mount -> faults.forget(mount.mountPoint()));
            mounts = named(Mount.select(now, files.read(files.proc().resolve("filesystems"))));
            table = now;
        }
        space.begin();
        for (Mount mount : mounts) {
            try {
                add(mount, space.space(mount.mountPoint()), into);
                faults.succeeded(mount.mountPoint());
            } catch (IOException fault) {
                faults.failed(mount.mountPoint(), fault);
            }
        }
    }

    private static void add(Mount mount, Space space, Readings into) {
        Part part = Part.of(mount);
        into.add(PREFIX + "total", DataType.INTEGER, space.total(), part);
        into.add(PREFIX + "used", DataType.INTEGER, space.used(), part);
        into.add(PREFIX + "free", DataType.INTEGER, space.available(), part);
        long usable = space.used() + space.available();
        if (usable > 0) {
            into.add(PREFIX + "percent", DataType.INTEGER, Percent.of(space.used(), usable), part);
        }
    }

    // A kernel that was told its root by number knows no better name than /dev/root.
    private List<Mount> named(List<Mount> selected) throws CheckException, IOException {
        List<Mount> named = new ArrayList<>();
        for (Mount mount : selected) {
            String device = mount.device().equals("/dev/root") ? RootDevice.name(files) : mount.device();
            named.add(new Mount(device, mount.mountPoint(), mount.type(), mount.options()));
        }
        return named;
    }

    @Override
    public void close() {
        space.close();
    }
}
