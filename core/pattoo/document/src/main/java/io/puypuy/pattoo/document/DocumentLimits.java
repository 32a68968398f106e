package io.puypuy.pattoo.document;

/**
 * What is read of one document; a larger one is refused. Reading needs at most about 40 bytes of memory for each byte of
 * the document, whatever stands in it.
 *
 * @param bytes of the whole document
 * @param pairs in {@code key_value_pairs}
 * @param datapoints in {@code datapoint_pairs}
 * @param ids of pairs in all datapoints together
 * @param textLength characters of one text
 */
public record DocumentLimits(int bytes, int pairs, int datapoints, int ids, int textLength) {
    /** What a document of 50,000 datapoints needs: 16 MiB, 200,000 pairs, a million ids, texts of 64 Ki characters. */
    public static final DocumentLimits DEFAULT = new DocumentLimits(16 << 20, 200_000, 50_000, 1_000_000, 64 << 10);

    public DocumentLimits {
        if (bytes < 1 || pairs < 1 || datapoints < 1 || ids < 1 || textLength < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }
}
