package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KeyValueText;
import io.puypuy.api.read.LineWords;
import java.util.OptionalLong;

/**
 * Memory and swap from /proc/meminfo and /proc/vmstat, proc_meminfo(5). Bytes. What the kernel does not say is left out,
 * and so is what its numbers contradict, as they may in a container.
 */
final class Memory {
    private static final long KIB = 1024;
    // Of pswpin and pswpout; pattoo's agents take no other size of a page.
    private static final long PAGE_BYTES = 4096;

    private final KeyValueText fields;

    private Memory(KeyValueText fields) {
        this.fields = fields;
    }

    static Memory parse(String meminfo) throws CheckException {
        return new Memory(KeyValueText.parse(meminfo, ':'));
    }

    void memory(Readings into) throws CheckException {
        long total = required("MemTotal");
        long free = required("MemFree");
        long buffers = required("Buffers");
        long cached = required("Cached") + bytes("SReclaimable").orElse(0);
        OptionalLong available = bytes("MemAvailable");
        into.integer("memory_total", total);
        // Since Linux 3.14.
        if (available.isPresent() && available.getAsLong() <= total) {
            into.integer("memory_available", available.getAsLong());
            into.integer("memory_percent", Percent.of(total - available.getAsLong(), total));
        }
        long used = total - free - cached - buffers;
        if (used >= 0) {
            into.integer("memory_used", used);
        }
        into.integer("memory_free", free);
        add("memory_active", "Active", into);
        add("memory_inactive", "Inactive", into);
        into.integer("memory_buffers", buffers);
        into.integer("memory_cached", cached);
        add("memory_shared", "Shmem", into);
        add("memory_slab", "Slab", into);
    }

    void swap(Readings into) throws CheckException {
        long total = required("SwapTotal");
        long free = required("SwapFree");
        into.integer("swap_memory_total", total);
        // A container may be told of more free swap than it has.
        boolean agree = free <= total;
        if (agree) {
            into.integer("swap_memory_used", total - free);
        }
        into.integer("swap_memory_free", free);
        if (agree) {
            // Without swap nothing of it is used: pattoo's agents say 0 then.
            into.integer("swap_memory_percent", total == 0 ? 0.0 : Percent.of(total - free, total));
        }
    }

    /** What was read from swap and written to it, since the start of the machine. */
    static void swapped(String vmstat, Readings into) throws CheckException {
        LineWords words = new LineWords(vmstat);
        while (words.nextLine()) {
            if (words.lineStartsWith("pswpin ")) {
                words.skip(1);
                into.counter("swap_memory_sin", words.count() * PAGE_BYTES);
            } else if (words.lineStartsWith("pswpout ")) {
                words.skip(1);
                into.counter("swap_memory_sout", words.count() * PAGE_BYTES);
            }
        }
    }

    private void add(String key, String field, Readings into) throws CheckException {
        OptionalLong bytes = bytes(field);
        if (bytes.isPresent()) {
            into.integer(key, bytes.getAsLong());
        }
    }

    private long required(String field) throws CheckException {
        return bytes(field).orElseThrow(() -> new CheckException("/proc/meminfo has no line " + field));
    }

    private OptionalLong bytes(String field) throws CheckException {
        return fields.number(field)
                .map(kib -> OptionalLong.of(kib.longValue() * KIB))
                .orElse(OptionalLong.empty());
    }
}
