package io.puypuy.bench;

import io.puypuy.api.DataPoint;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.UnsendablePointException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Points that one core encodes in a second, and beside it the speed of copying the same bytes, point by point. Run by
 * {@code core/bench/encode}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodeBenchmark {
    static final int POINTS = 100_000;

    @Param({"InfluxDB", "OpenTSDB", "KairosDB", "Carbon"})
    @SuppressWarnings("NullAway.Init") // Set by JMH.
    public String type;

    private final List<DataPoint> points = Sample.points(POINTS);
    private final EncodeBuffer out = new EncodeBuffer();
    private final int[] ends = new int[POINTS];
    private byte[] encoded = new byte[0];
    private byte[] copy = new byte[0];

    @SuppressWarnings("NullAway.Init") // Set before each trial.
    private InstalledBackend installed;

    @SuppressWarnings("NullAway.Init") // Set before each trial.
    private Backend backend;

    /** Loads the backend, and encodes once for the copies. */
    @Setup(Level.Trial)
    public void load() throws InterruptedException, UnsendablePointException {
        installed = new InstalledBackend(Path.of(System.getProperty("puypuy.home", ".")), type, settings(type));
        backend = installed.backend();
        encode();
        encoded = out.toByteArray();
        copy = new byte[encoded.length];
    }

    static String settings(String type) {
        return switch (type) {
            case "Bench" -> "url = http://127.0.0.1:4242\n";
            case "Carbon" -> "address = 127.0.0.1:2004\n";
            case "InfluxDB" -> "address = http://127.0.0.1:8086\ndatabase = bench\n";
            default -> "address = http://127.0.0.1:4242\n";
        };
    }

    @TearDown(Level.Trial)
    public void unload() {
        installed.close();
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int encode() throws UnsendablePointException {
        out.truncate(0);
        for (int i = 0; i < POINTS; i++) {
            backend.encode(points.get(i), out);
            ends[i] = out.length();
        }
        return out.length();
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public byte[] copy() {
        int start = 0;
        for (int end : ends) {
            System.arraycopy(encoded, start, copy, start, end - start);
            start = end;
        }
        return copy;
    }
}
