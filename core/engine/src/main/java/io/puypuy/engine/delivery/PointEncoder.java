package io.puypuy.engine.delivery;

import io.puypuy.api.DataPoint;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.engine.spool.RejectedPoint;
import io.puypuy.engine.spool.Spool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Encodes batches; a point that no longer fits into a spool file is encoded again for the next. Used by the lane's thread;
 * its buffers are kept between batches.
 */
final class PointEncoder {
    private static final int KEPT_BYTES = 512 << 10;

    private final Backend backend;
    private final int mostBytes;
    private final LongSupplier millis;
    private EncodeBuffer buffer = new EncodeBuffer();
    private int[] ends = new int[256];
    private List<RejectedPoint> unsendable = new ArrayList<>();

    /**
     * @param mostBytes a larger point is unsendable
     * @param millis the time; milliseconds since 1970
     */
    PointEncoder(Backend backend, int mostBytes, LongSupplier millis) {
        this.backend = backend;
        this.mostBytes = Math.min(mostBytes, Spool.MAX_BODY_BYTES);
        this.millis = millis;
    }

    /** Hands out the points, events and documents in one batch, or in several if they are more than a spool file holds. */
    void encode(Batch given, Consumer<EncodedPoints> batches) {
        Batch batch = backend.oldestFirst() ? inOrder(given) : given;
        buffer.truncate(0);
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            int start = buffer.length();
            if (!append(batch, i, start)) {
                continue;
            }
            if (buffer.length() > Spool.MAX_BODY_BYTES) {
                buffer.truncate(start);
                batches.accept(take(count));
                count = 0;
                if (!append(batch, i, 0)) {
                    continue;
                }
            }
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = buffer.length();
        }
        if (count > 0) {
            batches.accept(take(count));
        }
        if (ends.length > KEPT_BYTES / Integer.BYTES) {
            ends = new int[256];
        }
    }

    /** A run that was late hands its points over behind newer ones. */
    private static Batch inOrder(Batch batch) {
        List<DataPoint> sorted = new ArrayList<>(batch.points());
        sorted.sort(Comparator.comparingLong(DataPoint::timestampMillis));
        return new Batch(sorted, batch.events(), batch.documents());
    }

    private EncodedPoints take(int count) {
        EncodedPoints batch = EncodedPoints.of(buffer.toByteArray(), Arrays.copyOf(ends, count));
        if (buffer.length() > KEPT_BYTES) {
            buffer = new EncodeBuffer();
        } else {
            buffer.truncate(0);
        }
        return batch;
    }

    /** Whether the point or event is in the buffer now; whatever the backend throws costs this one only. */
    private boolean append(Batch batch, int index, int start) {
        int event = index - batch.points().size();
        int document = event - batch.events().size();
        String reason;
        try {
            if (event < 0) {
                backend.encode(batch.points().get(index), buffer);
            } else if (document < 0) {
                backend.encode(batch.events().get(event), buffer);
            } else {
                buffer.put(batch.documents().get(document));
            }
            int size = buffer.length() - start;
            if (size <= mostBytes) {
                return true;
            }
            reason = "the point has " + size + " bytes, the receiver takes at most " + mostBytes;
        } catch (UnsendablePointException e) {
            reason = String.valueOf(e.getMessage());
        } catch (RuntimeException | Error e) {
            reason = "the backend cannot encode it: " + e;
        }
        buffer.truncate(start);
        unsendable.add(rejected(batch, index, reason));
        return false;
    }

    private RejectedPoint rejected(Batch batch, int index, String reason) {
        long now = millis.getAsLong();
        int event = index - batch.points().size();
        int document = event - batch.events().size();
        if (document >= 0) {
            byte[] encoded = batch.documents().get(document);
            return new RejectedPoint(now, RejectedPoint.Form.ENCODED, reason, encoded);
        }
        Object what = event < 0 ? batch.points().get(index) : batch.events().get(event);
        byte[] words = what.toString().getBytes(StandardCharsets.UTF_8);
        return new RejectedPoint(now, RejectedPoint.Form.WORDS, reason, words);
    }

    /** The points that could not be encoded since it was last asked. */
    List<RejectedPoint> takeUnsendable() {
        if (unsendable.isEmpty()) {
            return List.of();
        }
        List<RejectedPoint> taken = unsendable;
        unsendable = new ArrayList<>();
        return taken;
    }
}
