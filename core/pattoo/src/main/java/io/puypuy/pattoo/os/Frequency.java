package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The clock of the processors, as the mean of all: the lines {@code cpu MHz} of /proc/cpuinfo, or else what the driver
 * says; Linux, Documentation/admin-guide/pm/cpufreq.rst. Many virtual machines, and machines of other architectures than
 * x86, have neither.
 */
final class Frequency {
    private static final double KHZ_PER_MHZ = 1000;

    private Frequency() {}

    /** In MHz; empty if this machine does not tell. */
    static OptionalDouble megahertz(KernelFiles files) throws CheckException, IOException {
        OptionalDouble fromCores =
                ofCores(files.readIfPresent(files.proc().resolve("cpuinfo")).orElse(""));
        return fromCores.isPresent() ? fromCores : ofDriver(files);
    }

    /** The mean of the lines {@code cpu MHz}; empty if there are none. */
    static OptionalDouble ofCores(String cpuinfo) throws CheckException {
        double sum = 0;
        int count = 0;
        LineWords words = new LineWords(cpuinfo);
        while (words.nextLine()) {
            if (words.lineStartsWith("cpu MHz")) {
                words.upTo(':');
                sum += words.decimal();
                count++;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    private static OptionalDouble ofDriver(KernelFiles files) throws CheckException, IOException {
        Path folder = files.sys().resolve("devices/system/cpu/cpufreq");
        List<Double> clocks = new ArrayList<>();
        for (String name : files.list(folder)) {
            if (name.startsWith("policy")) {
                Optional<String> clock =
                        files.readIfPresent(folder.resolve(name).resolve("scaling_cur_freq"));
                // A core that is offline has the file, and "<unknown>" in it.
                if (clock.isPresent() && !clock.get().startsWith("<")) {
                    clocks.add(LineWords.ofLine(clock.get()).count() / KHZ_PER_MHZ);
                }
            }
        }
        return clocks.stream().mapToDouble(Double::doubleValue).average();
    }
}
