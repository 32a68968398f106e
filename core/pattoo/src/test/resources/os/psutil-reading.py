"""Prints what psutil says of this machine: "metadata KEY VALUE" and "KEY VALUE PART", separated by tabs."""
import platform
import re

import psutil


def show(*words):
    print("\t".join(str(word) for word in words))


def group(prefix, values, part="", names=None):
    for name in names or values._fields:
        show(prefix + name, getattr(values, name), part)


show("metadata", "release", platform.release())
show("metadata", "version", platform.version())
show("metadata", "processor", platform.processor())
show("metadata", "type", platform.system())
show("metadata", "cpus", psutil.cpu_count())

show("process_count", len(psutil.pids()), "")
for minutes, load in zip(("01", "05", "15"), psutil.getloadavg()):
    show("load_average_%smin" % minutes, load, "")
frequency = psutil.cpu_freq() if hasattr(psutil, "cpu_freq") else None
if frequency is not None:
    show("cpu_frequency", frequency.current, "")
group("cpu_times_percent_", psutil.cpu_times_percent())
group("cpu_times_", psutil.cpu_times())
group("cpu_stats_", psutil.cpu_stats())
group("memory_", psutil.virtual_memory())
group("swap_memory_", psutil.swap_memory())
for mount in psutil.disk_partitions():
    if "docker" not in mount.mountpoint:
        part = " ".join((mount.device, mount.mountpoint, mount.fstype, mount.opts))
        group("disk_partition_disk_usage_", psutil.disk_usage(mount.mountpoint), part)
for name, disk in psutil.disk_io_counters(perdisk=True, nowrap=False).items():
    if not re.match(r"ram\d+$|loop", name):
        group("disk_io_", disk, name)
for name, interface in psutil.net_io_counters(pernic=True, nowrap=False).items():
    group("network_io_", interface, name)
