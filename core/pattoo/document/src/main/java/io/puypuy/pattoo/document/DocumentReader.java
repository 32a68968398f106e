package io.puypuy.pattoo.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.puypuy.pattoo.document.DocumentException.Kind;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads documents within bounds, from agents, spokes and hubs alike ("pattoo Agents", chapter 3; "pattoo Server", chapter
 * 4). UTF-8, UTF-16 and UTF-32 are read, with or without a byte order mark. A datapoint that lacks something or has a value
 * that fits its type as little as {@code NaN} is left out and counted; an id without a pair costs the whole document.
 * Unlike pattoo, it does not take a document that says the same thing twice. Thread-safe.
 */
public final class DocumentReader {
    private static final int LEVELS = 32;
    private static final int NAME_CHARACTERS = 1_000;
    private static final int NUMBER_CHARACTERS = 1_000;

    private final DocumentLimits limits;
    private final JsonFactory json;

    /** A reader of documents within these limits. */
    public DocumentReader(DocumentLimits limits) {
        this.limits = limits;
        this.json = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(LEVELS)
                        .maxNameLength(NAME_CHARACTERS)
                        .maxNumberLength(NUMBER_CHARACTERS)
                        .maxStringLength(limits.textLength())
                        .build())
                .build();
    }

    /** A document that is in memory. */
    public ReceivedDocument read(byte[] document) throws DocumentException {
        try {
            return read(new ByteArrayInputStream(document));
        } catch (IOException e) {
            throw new IllegalStateException("an array has no faults of its own", e);
        }
    }

    /**
     * Reads a document to the stream's end; does not close the stream.
     *
     * @throws DocumentException if it is refused
     * @throws IOException if the stream fails
     */
    public ReceivedDocument read(InputStream document) throws DocumentException, IOException {
        Bounded bounded = new Bounded(document, limits.bytes());
        try (JsonParser parser = json.createParser(bounded)) {
            return new EnvelopeReader(parser, limits).read();
        } catch (StreamConstraintsException e) {
            throw new DocumentException(
                    Kind.TOO_LARGE,
                    "The document has more than " + LEVELS + " levels, or a text, name or number that is too long: "
                            + e.getOriginalMessage(),
                    e);
        } catch (JsonProcessingException e) {
            throw new DocumentException(Kind.NOT_JSON, "The document is not JSON: " + e.getOriginalMessage(), e);
        } catch (CharConversionException e) {
            throw new DocumentException(Kind.NOT_JSON, "The document is not in UTF-8, UTF-16 or UTF-32", e);
        } catch (TooManyBytes e) {
            throw new DocumentException(Kind.TOO_LARGE, "The document has more than " + limits.bytes() + " bytes", e);
        }
    }

    /** The stream is longer than what is read. */
    private static final class TooManyBytes extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                count(1);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int read) throws TooManyBytes {
            left -= read;
            if (left < 0) {
                throw new TooManyBytes();
            }
        }

        @Override
        public void close() {}
    }
}
