package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.puypuy.api.backend.EncodedPoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random steps on a spool whose disk fails, compared with a simple model: what is on disk survives a crash, a batch is
 * read as it was put or not at all, the books balance, nothing throws.
 */
class SpoolModelTest {
    private static final int STEPS = 20_000;
    private static final Path FOLDER = Path.of("/spool/default-Recording");
    private static final SpoolBounds BOUNDS = new SpoolBounds(30, 20_000, 3_000, 5_000);

    /** A batch as the model knows it. */
    private record Id(long millis, int sequence) {
        static Id of(SpoolName name) {
            return new Id(name.millis(), name.sequence());
        }
    }

    private static final class Model {
        final Random random;
        final MemoryFiles disk;
        /** What was ever put under a name. */
        final Map<Id, List<String>> texts = new HashMap<>();
        /** Batches that the disk has and that are not done with; the test did not damage them. */
        final Set<Id> safe = new HashSet<>();

        final Set<Id> damaged = new HashSet<>();
        Spool spool;
        TestBooks books = new TestBooks();

        @Nullable
        SpooledBatch live;

        @Nullable
        EncodedPoints livePoints;

        long now = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
        long put;
        long settled;
        int nextPoint;
        long survived;

        Model(long seed) {
            random = new Random(seed);
            disk = new MemoryFiles(seed);
            spool = opened();
        }

        Spool opened() {
            InstantSource clock = () -> Instant.ofEpochMilli(now);
            Spool opened = new Spool(FOLDER, BOUNDS, disk, clock);
            books = new TestBooks();
            put = 0;
            settled = 0;
            live = null;
            opened.open(books);
            return opened;
        }

        void step() throws IOException {
            now += random.nextInt(3) - (random.nextInt(50) == 0 ? 5 : 0);
            int what = random.nextInt(100);
            if (what < 45) {
                put();
            } else if (what < 65) {
                settleLive();
            } else if (what < 90) {
                settleOldest();
            } else if (what < 92) {
                damage();
            } else if (what < 94) {
                disk.faultRate(random.nextInt(3) == 0 ? 0.2 * random.nextDouble() : 0);
            } else if (what < 95) {
                disk.full(random.nextInt(4) == 0);
            } else if (what < 97) {
                restart(random.nextBoolean());
            } else {
                spool.flush();
            }
            look();
        }

        void put() {
            List<String> points = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                points.add("p" + nextPoint++ + "x".repeat(random.nextInt(60)));
            }
            livePoints = EncodedText.of(points);
            live = spool.put(livePoints);
            put += points.size();
            texts.put(Id.of(live.name), points);
        }

        void settleLive() {
            SpooledBatch batch = live;
            if (batch != null && !batch.isGone()) {
                settle(batch, Objects.requireNonNull(livePoints));
                live = null;
            }
        }

        void settleOldest() {
            SpooledBatch batch = spool.oldest();
            if (batch == null || batch == live) {
                return;
            }
            try {
                EncodedPoints points = spool.read(batch);
                if (points == null) {
                    assertThat(batch.isGone()).isTrue();
                } else {
                    settle(batch, points);
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("on purpose");
            }
        }

        /** A random share of the batch is delivered or rejected. */
        void settle(SpooledBatch batch, EncodedPoints points) {
            List<String> all = Objects.requireNonNull(texts.get(Id.of(batch.name)), "a batch that nobody put");
            List<String> read = EncodedText.texts(points);
            assertThat(read).isEqualTo(all.subList(all.size() - read.size(), all.size()));
            batch.pin(true);
            int more = random.nextInt(3) > 0 ? batch.remaining() : random.nextInt(batch.remaining());
            batch.advance(more);
            batch.pin(false);
            settled += more;
            if (batch.remaining() == 0) {
                spool.remove(batch);
            } else if (random.nextBoolean()) {
                spool.keepRest(batch, points.slice(batch.done(), points.count()));
            }
            if (random.nextInt(10) == 0) {
                spool.reject(List.of(new RejectedPoint(now, RejectedPoint.Form.ENCODED, "no", points.point(0))));
            }
        }

        void damage() {
            List<Path> files = disk.paths();
            files.removeIf(file ->
                    SpoolName.parse(String.valueOf(file.getFileName())) == null || !FOLDER.equals(file.getParent()));
            if (files.isEmpty()) {
                return;
            }
            Path file = files.get(random.nextInt(files.size()));
            byte[] content = disk.content(file);
            if (random.nextBoolean() && content.length > 0) {
                content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
                disk.replace(file, content);
            } else {
                disk.replace(file, Arrays.copyOf(content, random.nextInt(content.length + 1)));
            }
            Id id = Id.of(Objects.requireNonNull(SpoolName.parse(String.valueOf(file.getFileName()))));
            damaged.add(id);
            safe.remove(id);
        }

        void restart(boolean crash) {
            if (crash) {
                disk.crash();
            }
            disk.faultRate(0);
            Set<Id> before = new HashSet<>(safe);
            spool = opened();
            Set<Id> found = new HashSet<>();
            spool.waiting().forEach(batch -> found.add(Id.of(batch.name)));
            if (books.dropped == 0) {
                assertThat(found).containsAll(before);
            }
            survived += found.size();
        }

        /** After each step: the books balance, the bounds hold. */
        void look() {
            long waiting = 0;
            safe.clear();
            for (SpooledBatch batch : spool.waiting()) {
                waiting += batch.remaining();
                Id id = Id.of(batch.name);
                if (batch.isOnDisk() && !damaged.contains(id)) {
                    safe.add(id);
                }
            }
            // Plain conditions: 20,000 steps are to take seconds.
            if (books.found + put != settled + books.dropped + waiting) {
                fail("the books do not balance");
            }
            if (books.files > BOUNDS.files() || books.bytes > BOUNDS.bytes()) {
                fail("out of bounds: " + books.files + " files, " + books.bytes + " bytes");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void agreesWithModel(long seed) throws IOException {
        Model model = new Model(seed);
        for (int i = 0; i < STEPS; i++) {
            model.step();
        }
        assertThat(model.survived).isGreaterThan(1000);
        model.disk.faultRate(0);
        model.disk.full(false);
        model.restart(false);
        for (SpooledBatch batch = model.spool.oldest(); batch != null; batch = model.spool.oldest()) {
            model.settleOldest();
        }
        model.look();
        assertThat(model.books.files).isZero();
    }
}
