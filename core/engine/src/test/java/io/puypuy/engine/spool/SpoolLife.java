package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodedPoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One spool, its disk, and what happens to them at random, step by step, each compared with the models. */
final class SpoolLife {
    static final Path FOLDER = Path.of("/spool/default-Recording");
    private static final SpoolBounds BOUNDS = new SpoolBounds(30, 7_000, 3_000, 5_000);
    private static final int MOST_POINTS = 12;
    private static final int MOST_FILLING = 60;
    private static final int LARGEST_BATCH = 100 + MOST_POINTS * (MOST_FILLING + 20);

    final Random random;
    final MemoryFiles disk;
    private final DiskMishaps mishaps;
    final SpoolModel model = new SpoolModel(BOUNDS, LARGEST_BATCH, this::putBack);
    final RejectedModel rejected;
    Spool spool;
    /** Is sent at this time; further steps happen before the answer comes. */
    @Nullable
    SpooledBatch underWay;

    @Nullable
    EncodedPoints sent;

    long powerFailures;
    long now = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    int nextPoint;

    SpoolLife(long seed) {
        random = new Random(seed);
        disk = new MemoryFiles(seed);
        mishaps = new DiskMishaps(FOLDER, disk, random);
        rejected = new RejectedModel(FOLDER.resolve(SpoolFolder.REJECTED), BOUNDS.rejectedBytes(), disk);
        spool = opened();
    }

    private long faults() {
        return disk.faults() + powerFailures;
    }

    private Spool opened() {
        // So that no name of an earlier life is used again, although the clock may go back.
        now += 100;
        underWay = null;
        Spool opened = new Spool(FOLDER, BOUNDS, disk, () -> Instant.ofEpochMilli(now));
        opened.open(model.restart());
        return opened;
    }

    void step() throws IOException {
        now += random.nextInt(3) - (random.nextInt(50) == 0 ? 5 : 0);
        int what = random.nextInt(1000);
        if (random.nextInt(100) == 0) {
            disk.dieSoon(1 + random.nextInt(12));
        }
        if (what < 400) {
            put();
        } else if (what < 600) {
            send();
        } else if (what < 880) {
            answer();
        } else if (what < 900) {
            mishaps.damage().ifPresent(model::damage);
        } else if (what < 930) {
            mishaps.failFromNowOn();
        } else if (what < 940) {
            disk.full(random.nextInt(4) == 0);
        } else if (what < 950) {
            mishaps.leaveSomethingBehind(now);
        } else if (what < 970) {
            spool.flush();
        } else if (what < 980) {
            stop();
        } else {
            order();
        }
        if (disk.isDead()) {
            model.look(spool, faults());
            restart();
        }
        model.look(spool, faults());
    }

    private void put() {
        List<String> points = new ArrayList<>();
        for (int i = random.nextInt(MOST_POINTS); i >= 0; i--) {
            points.add("p" + nextPoint++ + "x".repeat(random.nextInt(MOST_FILLING)));
        }
        EncodedPoints encoded = EncodedText.of(points);
        long before = faults();
        SpooledBatch batch = spool.put(encoded);
        model.put(batch, points, before);
        if (underWay == null && random.nextBoolean() && !batch.isGone()) {
            send(batch, encoded);
        }
    }

    private void send() throws IOException {
        SpooledBatch batch = spool.oldest();
        if (underWay != null || batch == null) {
            return;
        }
        long before = disk.faults();
        EncodedPoints points;
        try {
            points = spool.read(batch);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("on purpose");
            return;
        }
        if (points == null) {
            assertThat(batch.isGone()).isTrue();
            assertThat(model.isDamaged(batch) || disk.faults() > before)
                    .as("a good file is not read as it was written")
                    .isTrue();
            model.unreadable(batch);
        } else {
            send(batch, points);
        }
    }

    private void send(SpooledBatch batch, EncodedPoints points) {
        model.read(batch, EncodedText.texts(points));
        model.pin(batch, true);
        underWay = batch;
        sent = points;
    }

    /** All or a part of what is left of the batch was stored or refused, or nothing at all. */
    private void answer() {
        SpooledBatch batch = underWay;
        if (batch == null) {
            return;
        }
        EncodedPoints points = Objects.requireNonNull(sent);
        underWay = null;
        model.pin(batch, false);
        int done = random.nextInt(3) > 0 ? batch.remaining() : random.nextInt(batch.remaining());
        if (done > 0 && random.nextInt(4) == 0) {
            reject(points.slice(batch.done(), batch.done() + 1 + random.nextInt(done)));
        }
        batch.advance(done);
        model.settle(batch, done);
        if (batch.remaining() == 0) {
            spool.remove(batch);
        } else if (random.nextBoolean()) {
            spool.keepRest(batch, points.slice(batch.done(), points.count()));
        }
    }

    private void reject(EncodedPoints points) {
        List<RejectedPoint> refused = new ArrayList<>();
        RejectedPoint.Form form = random.nextInt(4) > 0 ? RejectedPoint.Form.ENCODED : RejectedPoint.Form.WORDS;
        for (String text : EncodedText.texts(points)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            refused.add(new RejectedPoint(now, form, "no", bytes));
        }
        long before = disk.faults();
        spool.reject(refused);
        rejected.add(EncodedText.texts(points), now, disk.faults() == before);
    }

    private void stop() {
        if (random.nextBoolean()) {
            spool.flush();
        }
        model.look(spool, faults());
        restart();
    }

    /** As often as not the owner does not look at once. */
    private void order() {
        SpoolOrder.Kind[] all = SpoolOrder.Kind.values();
        SpoolOrder.Kind kind = random.nextInt(4) > 0 ? SpoolOrder.Kind.RETRY : all[random.nextInt(all.length)];
        SpoolOrder order = new SpoolOrder(kind, now - 10 - random.nextInt(20), nextPoint++);
        disk.replace(FOLDER.resolve(SpoolOrders.FOLDER).resolve(order.fileName()), new byte[0]);
        if (kind == SpoolOrder.Kind.DROP_WAITING) {
            model.unwanted(order.upToMillis());
        } else if (kind == SpoolOrder.Kind.DROP_REJECTED) {
            rejected.forget(order.upToMillis());
        }
        long before = disk.faults();
        if (random.nextBoolean() && underWay == null) {
            obey();
            if (kind == SpoolOrder.Kind.DROP_WAITING && model.isOpen() && disk.faults() == before) {
                spool.waiting().forEach(batch -> assertThat(batch.name.millis()).isGreaterThan(order.upToMillis()));
            }
        }
    }

    private void obey() {
        spool.obeyOrders();
        rejected.look(queued(), true);
    }

    /** Points that were rejected and wait again. */
    private List<String> putBack(SpooledBatch batch) {
        List<String> points = content(FOLDER.resolve(batch.name.fileName()));
        assertThat(rejected.takeBack(points))
                .as("%s was never rejected", points)
                .isTrue();
        return points;
    }

    private List<String> content(Path file) {
        try {
            return EncodedText.texts(SpoolImage.decode(disk.content(file)));
        } catch (DamagedFileException e) {
            return List.of();
        }
    }

    private Set<String> queued() {
        Set<String> queued = new HashSet<>();
        for (Path file : disk.paths()) {
            if (FOLDER.equals(file.getParent()) && DiskMishaps.nameOf(file) != null) {
                queued.addAll(content(file));
            }
        }
        return queued;
    }

    private void restart() {
        if (random.nextBoolean()) {
            powerFailures++;
            disk.crash();
        }
        disk.revive();
        if (random.nextInt(3) > 0) {
            disk.faultRate(0);
        }
        rejected.look(queued(), false);
        spool = opened();
        obey();
    }

    /** The disk works, and all that waits is sent. */
    void settleAll() throws IOException {
        disk.faultRate(0);
        disk.full(false);
        restart();
        model.look(spool, faults());
        while (spool.oldest() != null) {
            send();
            if (underWay != null) {
                answer();
            }
            model.look(spool, faults());
        }
    }
}
