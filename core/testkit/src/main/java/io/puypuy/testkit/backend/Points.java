package io.puypuy.testkit.backend;

import io.puypuy.api.ChartType;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Points for tests of backends. The same arguments give the same points. */
public final class Points {
    /** Where the points of the golden files come from. */
    public static final Origin ORIGIN = new Origin("host.example.org", "testcluster", "testing", "east-west-2");

    private static final int LONG_VALUE = 200;
    private static final String[] TEXTS = {
        "plain", "two words", "a,b=c", "it's \"quoted\"", "back\\slash", "ends\\", "C:\\dir\\", "50%", "a/b", "/",
                "a.b",
        "..", "#1", "~user", "semi;colon", "ex!cl^am", "{brace}", "[1]", "x&y+z", "tab\tnew\nline", "ünïcode", "日本語",
        "𝄞 clef", "é", "-", "0", "true", "NaN", "time", "_field"
    };

    private Points() {}

    public static DataPoint integer(String name, Tags tags, long timestampMillis, long value) {
        return DataPoint.of(new Series(Metric.integer(name, ""), ORIGIN, tags), timestampMillis, value);
    }

    public static DataPoint floating(String name, Tags tags, long timestampMillis, double value) {
        return DataPoint.of(new Series(Metric.floating(name, ""), ORIGIN, tags), timestampMillis, value);
    }

    /** The five points of the golden files ({@code records.json}), with the number types that their metrics have here. */
    public static List<DataPoint> golden() {
        long millis = 1_700_000_000_000L;
        return List.of(
                golden(Metric.floating("sys_load_1", ""), Tags.none(), millis, 0.42),
                golden(Metric.percent("cpu_load").type("gauge"), Tags.of("core", "all"), millis, 12.5),
                golden(
                        Metric.integer("drive_bytes_used", "bytes")
                                .type("system")
                                .reaction(-3),
                        Tags.of("mountpoint", "rootfs"),
                        millis,
                        123_456_789_012L),
                golden(
                        Metric.rate("nginx_requests", "").type("nginx").chart(ChartType.RATE),
                        Tags.none(),
                        millis,
                        7.25),
                golden(
                        Metric.integer("tcp_connections", "").type("system"),
                        Tags.of("flag", "established"),
                        millis,
                        3));
    }

    private static DataPoint golden(Metric metric, Tags tags, long millis, double value) {
        return DataPoint.of(new Series(metric, ORIGIN, tags), millis, value);
    }

    private static DataPoint golden(Metric metric, Tags tags, long millis, long value) {
        return DataPoint.of(new Series(metric, ORIGIN, tags), millis, value);
    }

    /** So many plain points of one series each, one second apart. */
    public static List<DataPoint> plain(int count, long firstMillis) {
        List<DataPoint> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(floating("plain_" + i, Tags.of("number", "n" + i), firstMillis + 1000L * i, i + 0.5));
        }
        return points;
    }

    /**
     * Points of all shapes: integers at the ends of their range and at those of exact doubles, doubles at their extremes,
     * tags with every printable ASCII character, other scripts, long values. Every point has a series of its own, named
     * {@code shape_integer} or {@code shape_floating} with the tag {@code number}.
     *
     * @param spacingMillis between two points
     */
    public static List<DataPoint> ofAllShapes(int count, long firstMillis, long spacingMillis, long seed) {
        Random random = new Random(seed);
        List<DataPoint> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Tags tags = Tags.of("number", "n" + i).and("shape", shape(i, random));
            long time = firstMillis + spacingMillis * i;
            points.add(
                    i % 2 == 0
                            ? integer("shape_integer", tags, time, wholeNumber(i / 2, random))
                            : floating("shape_floating", tags, time, number(i / 2, random)));
        }
        return points;
    }

    private static String shape(int index, Random random) {
        if (index < 95) {
            return "c" + (char) (' ' + index) + "d";
        }
        if (index < 95 + TEXTS.length) {
            return TEXTS[index - 95];
        }
        if (index % 100 == 0) {
            return "long".repeat(LONG_VALUE / 4);
        }
        StringBuilder text = new StringBuilder("r");
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.append('r').toString();
    }

    private static long wholeNumber(int index, Random random) {
        long[] ends = {
            0,
            1,
            -1,
            1L << 53,
            -(1L << 53),
            (1L << 53) + 1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            255,
            256,
            65_535,
            65_536,
            1L << 31,
            123_456_789_012L
        };
        return index < ends.length ? ends[index] : random.nextLong() >> random.nextInt(64);
    }

    private static double number(int index, Random random) {
        double[] ends = {
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.1,
            1e-5,
            5e-7,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_NORMAL,
            Double.MIN_VALUE,
            Math.PI,
            1e15,
            1e16,
            1e22,
            12.5,
            0.42,
            123456789012.0,
            1.0 / 3
        };
        if (index < ends.length) {
            return ends[index];
        }
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) && index % 2 == 0 ? value : random.nextInt(1_000_000) / 1000.0;
    }
}
