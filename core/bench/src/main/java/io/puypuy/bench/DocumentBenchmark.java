package io.puypuy.bench;

import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.pattoo.document.AgentData;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.pattoo.document.Datapoint;
import io.puypuy.pattoo.document.DocumentException;
import io.puypuy.pattoo.document.DocumentLimits;
import io.puypuy.pattoo.document.DocumentReader;
import io.puypuy.pattoo.document.DocumentWriter;
import io.puypuy.pattoo.document.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Documents that one core reads and writes in a second, and the datapoints in them. Each datapoint has six entries of
 * metadata, as those of pattoo's agents for operating systems. Run by {@code core/bench/documents}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DocumentBenchmark {
    private static final AgentIdentity AGENT = new AgentIdentity(
            "66cf7a8e560f75e23d557023ce591120abd094925bde6d97f09561b69b6ed3c4",
            "pattoo_agent_os_spoked",
            "host.example.org");
    private static final long TIME = 1_578_071_455_335L;
    /** Of one alone the processor would know by heart which byte ends what. */
    private static final int DOCUMENTS = 64;

    @Param({"95", "1000"})
    public int datapoints;

    private final DocumentReader reader = new DocumentReader(DocumentLimits.DEFAULT);
    private final EncodeBuffer out = new EncodeBuffer();
    private final List<Datapoint> points = new ArrayList<>();
    private final byte[][] documents = new byte[DOCUMENTS][];
    private int next;

    /** Datapoints beside documents. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Count {
        public long datapoints;
    }

    /** Makes datapoints, half of them with whole numbers, and documents of them that have the same form. */
    @Setup(Level.Trial)
    public void make() {
        Random random = new Random(1);
        for (int document = 0; document < DOCUMENTS; document++) {
            points.clear();
            addPoints(random);
            write();
            documents[document] = out.toByteArray();
        }
    }

    private void addPoints(Random random) {
        for (int i = 0; i < datapoints; i++) {
            Datapoint point = i % 2 == 0
                    ? Datapoint.of("disk_io_read_bytes_" + i % 250, random.nextLong() >>> 20, DataType.COUNTER64)
                    : Datapoint.of(
                            "cpu_times_percent_" + i % 250,
                            Math.round(random.nextDouble() * 1e5) / 1e2,
                            DataType.FLOAT);
            points.add(point.at(TIME + i / 10)
                    .withUnchecked("release", "6.1.0")
                    .withUnchecked("version", "#1 SMP")
                    .with("type", "Linux")
                    .with("cpus", 2)
                    .with("hostname", "host.example.org")
                    .with("disk_partition", "vda" + i / 250));
        }
    }

    private void write() {
        Target target = new Target("host.example.org");
        points.forEach(target::add);
        out.truncate(0);
        DocumentWriter.write(new AgentData(AGENT, 300_000, TIME).add(target), out);
    }

    @Benchmark
    public int read(Count count) throws DocumentException {
        next = (next + 1) % DOCUMENTS;
        int read = reader.read(documents[next]).datapoints().size();
        count.datapoints += read;
        return read;
    }

    /** The checksums are known, as those of an agent are after its first poll. */
    @Benchmark
    public int write(Count count) {
        write();
        count.datapoints += datapoints;
        return out.length();
    }
}
