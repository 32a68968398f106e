package io.puypuy.pattoo.document;

import io.puypuy.pattoo.document.DocumentException.Kind;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads documents within bounds, from agents, spokes and hubs alike ("pattoo Agents", chapter 3; "pattoo Server", chapter
 * 4). UTF-8, UTF-16 and UTF-32 are read, with or without a mark. A datapoint that lacks something, or has a value that does
 * not fit its type, such as {@code NaN}, is left out and counted; an id without a pair costs the whole document. Unlike
 * pattoo, it does not take a document that says the same thing twice. Thread-safe.
 */
public final class DocumentReader {
    private final DocumentLimits limits;

    /** A reader of documents within these limits. */
    public DocumentReader(DocumentLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a document to the stream's end, or to where there are more bytes than it may have; does not close the stream.
     *
     * @throws DocumentException if it is refused
     * @throws IOException if the stream fails
     */
    public ReceivedDocument read(InputStream document) throws DocumentException, IOException {
        byte[] bytes = document.readNBytes(limits.bytes());
        if (document.read() >= 0) {
            throw tooManyBytes();
        }
        return read(bytes);
    }

    /**
     * Reads a document that is in memory.
     *
     * @throws DocumentException if it is refused
     */
    public ReceivedDocument read(byte[] document) throws DocumentException {
        if (document.length > limits.bytes()) {
            throw tooManyBytes();
        }
        JsonBytes json = new JsonBytes(JsonEncoding.utf8(document), limits.textLength());
        return new EnvelopeReader(json, limits).read();
    }

    private DocumentException tooManyBytes() {
        return new DocumentException(Kind.TOO_LARGE, "The document has more than " + limits.bytes() + " bytes");
    }
}
