package io.puypuy.backend.prometheusremotewrite;

import io.airlift.compress.snappy.SnappyCompressor;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Snappy's block format, without the frames that files have. Used by the thread that sends. */
final class SnappyBlock {
    private final SnappyCompressor compressor = new SnappyCompressor();

    byte[] compressed(EncodedPoints points, Framing framing) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(points.byteCount());
        points.writeTo(body, framing);
        byte[] plain = body.toByteArray();
        byte[] block = new byte[compressor.maxCompressedLength(plain.length)];
        return Arrays.copyOf(block, compressor.compress(plain, 0, plain.length, block, 0, block.length));
    }
}
