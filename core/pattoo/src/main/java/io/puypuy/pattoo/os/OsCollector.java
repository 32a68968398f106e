package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.DiskCounters;
import io.puypuy.api.read.InterfaceCounters;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import io.puypuy.pattoo.document.DataType;
import java.io.IOException;
import java.time.Clock;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Reads all metrics of the machine. A source that cannot be read costs its own values only. Thread-safe: one collection at
 * a time.
 */
public final class OsCollector implements AutoCloseable {
    private static final long MOUNTS_MILLIS = 500;
    /** Disks in memory and in files, which pattoo leaves out. */
    private static final Pattern LEFT_OUT = Pattern.compile("ram\\d+|loop.*");

    private final KernelFiles files;
    private final HostFacts host;
    private final Clock clock;
    private final CpuShares shares;
    private final FileSystems fileSystems;
    private final Faults faults = new Faults();
    private int cpus;

    /**
     * Makes the first reading of the processor times, so that the first collection has shares.
     *
     * @throws IOException if /proc/stat cannot be read, without which no datapoint has its metadata
     */
    public OsCollector(KernelFiles files, HostFacts host, Clock clock) throws IOException {
        this(files, host, clock, Volumes.OF_MACHINE);
    }

    OsCollector(KernelFiles files, HostFacts host, Clock clock, Volumes volumes) throws IOException {
        this.files = files;
        this.host = host;
        this.clock = clock;
        fileSystems = new FileSystems(files, new MountedSpace(volumes, MOUNTS_MILLIS), faults);
        try {
            KernelStat first = stat();
            cpus = first.cpus();
            shares = new CpuShares(first.times(), clock.millis());
        } catch (CheckException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Reads everything; takes at most a second, however many mounts do not answer. */
    public synchronized Snapshot collect() throws InterruptedException {
        Readings readings = new Readings();
        read("the list of processes", this::processes, readings);
        read("/proc/loadavg", this::load, readings);
        read("the processors' clock", this::frequency, readings);
        read("/proc/stat", this::processors, readings);
        read("/proc/meminfo", this::memory, readings);
        read("/proc/vmstat", this::swapped, readings);
        read("the table of mounts", fileSystems::read, readings);
        read("/proc/diskstats", this::disks, readings);
        read("/proc/net/dev", this::interfaces, readings);
        return new Snapshot(host, cpus, clock.millis(), readings.list(), faults.now());
    }

    /** Reads one source. */
    @FunctionalInterface
    private interface Source {
        void read(Readings into) throws CheckException, IOException, InterruptedException;
    }

    private void read(String name, Source source, Readings into) throws InterruptedException {
        into.at(clock.millis());
        try {
            source.read(into);
            faults.succeeded(name);
        } catch (CheckException | IOException fault) {
            faults.failed(name, fault);
        }
    }

    private String text(String file) throws IOException {
        return files.read(files.proc().resolve(file));
    }

    private void processes(Readings into) throws IOException {
        long count = 0;
        for (String name : files.list(files.proc())) {
            if (name.charAt(0) >= '0' && name.charAt(0) <= '9') {
                count++;
            }
        }
        into.integer("process_count", count);
    }

    private void load(Readings into) throws CheckException, IOException {
        LineWords words = LineWords.ofLine(text("loadavg"));
        into.integer("load_average_01min", words.decimal());
        into.integer("load_average_05min", words.decimal());
        into.integer("load_average_15min", words.decimal());
    }

    private void frequency(Readings into) throws CheckException, IOException {
        OptionalDouble megahertz = Frequency.megahertz(files);
        if (megahertz.isPresent()) {
            into.floating("cpu_frequency", megahertz.getAsDouble());
        }
    }

    private KernelStat stat() throws CheckException, IOException {
        return KernelStat.parse(text("stat"));
    }

    private void processors(Readings into) throws CheckException, IOException {
        KernelStat stat = stat();
        cpus = stat.cpus();
        CpuTimes times = stat.times();
        double[] percent = shares.upTo(times, clock.millis());
        for (int i = 0; i < percent.length; i++) {
            into.floating("cpu_times_percent_" + CpuTimes.COLUMNS.get(i), percent[i]);
        }
        for (int i = 0; i < times.columns(); i++) {
            into.counter("cpu_times_" + CpuTimes.COLUMNS.get(i), times.seconds(i));
        }
        into.counter("cpu_stats_ctx_switches", stat.contextSwitches());
        into.counter("cpu_stats_interrupts", stat.interrupts());
        into.counter("cpu_stats_soft_interrupts", stat.softInterrupts());
        // Linux does not count them; pattoo's agents send the 0 that psutil has.
        into.counter("cpu_stats_syscalls", 0L);
    }

    private void memory(Readings into) throws CheckException, IOException {
        Memory memory = Memory.parse(text("meminfo"));
        memory.memory(into);
        memory.swap(into);
    }

    private void swapped(Readings into) throws CheckException, IOException {
        Memory.swapped(text("vmstat"), into);
    }

    private void disks(Readings into) throws CheckException, IOException {
        for (DiskCounters disk : DiskCounters.parse(text("diskstats"))) {
            if (LEFT_OUT.matcher(disk.name()).matches()) {
                continue;
            }
            Part part = Part.ofDisk(disk.name());
            counter("disk_io_read_count", disk.reads(), part, into);
            counter("disk_io_write_count", disk.writes(), part, into);
            counter("disk_io_read_bytes", disk.bytesRead(), part, into);
            counter("disk_io_write_bytes", disk.bytesWritten(), part, into);
            counter("disk_io_read_time", disk.readMillis(), part, into);
            counter("disk_io_write_time", disk.writeMillis(), part, into);
            counter("disk_io_read_merged_count", disk.readsMerged(), part, into);
            counter("disk_io_write_merged_count", disk.writesMerged(), part, into);
            counter("disk_io_busy_time", disk.busyMillis(), part, into);
        }
    }

    private void interfaces(Readings into) throws CheckException, IOException {
        for (InterfaceCounters counters : InterfaceCounters.parse(text("net/dev"))) {
            Part part = Part.ofInterface(counters.name());
            counter("network_io_bytes_sent", counters.bytesSent(), part, into);
            counter("network_io_bytes_recv", counters.bytesReceived(), part, into);
            counter("network_io_packets_sent", counters.packetsSent(), part, into);
            counter("network_io_packets_recv", counters.packetsReceived(), part, into);
            counter("network_io_errin", counters.errorsReceived(), part, into);
            counter("network_io_errout", counters.errorsSent(), part, into);
            counter("network_io_dropin", counters.droppedReceived(), part, into);
            counter("network_io_dropout", counters.droppedSent(), part, into);
        }
    }

    private static void counter(String key, long value, Part part, Readings into) {
        into.add(key, DataType.COUNTER64, value, part);
    }

    /** How often a source or a mount could not be read, since the start. */
    public long failures() {
        return faults.count();
    }

    @Override
    public void close() {
        fileSystems.close();
    }
}
