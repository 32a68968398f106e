package io.puypuy.pattoo.document;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.backend.HttpReceiver;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpAddress;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.pattoo.document.DocumentException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A server that takes documents, pattoo's own or ours ("pattoo Server", chapter 2). Only 200 means that the document is
 * stored. Thread-safe.
 */
public final class DocumentReceiver {
    private static final String CONTENT_TYPE = "application/json";
    private static final long MOST_ANSWER_BYTES = 1 << 20;
    private static final int SERVER_ERROR = 500;
    private static final String UNRESERVED = "-._~";
    /** What pattoo's server says with a status of 500 of what it will never take. */
    private static final Pattern INVALID = Pattern.compile("Invalid (JSON data|data format) received");

    private final Http http;
    private final HttpRequest request;
    private final String addressKeys;

    /**
     * What became of a document.
     *
     * @param blame whether a failure may be the document's fault
     */
    public record Answer(Delivery delivery, Blame blame) {
        /** For which the document cannot be blamed. */
        public static Answer of(Delivery delivery) {
            return new Answer(delivery, Blame.NONE);
        }
    }

    /** Whether a document is why it was not taken. */
    public enum Blame {
        /** It was taken, or the server is busy. */
        NONE,
        /** There was no answer, or one of what stands before the server: it is away, or came to grief over the document. */
        PERHAPS,
        /** The server failed on this request. */
        LIKELY
    }

    /**
     * A receiver of documents that are posted with this request.
     *
     * @param request its address is that of {@link #address}
     * @param addressKeys the settings that the operator must look at if something else answers there
     */
    public DocumentReceiver(Http http, HttpRequest request, String addressKeys) {
        this.http = http;
        this.addressKeys = addressKeys;
        this.request = request.maxBytes(MOST_ANSWER_BYTES);
    }

    /**
     * Where an agent posts to.
     *
     * @param receive such as {@code http://localhost:20201/pattoo/api/v1/agent/receive}
     */
    public static URI address(URI receive, String agentId) {
        StringBuilder path = new StringBuilder("/");
        for (byte b : agentId.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                path.append(c);
            } else {
                path.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return HttpAddress.below(receive, path.toString());
    }

    /** Where it is. */
    public Endpoint endpoint() {
        return Endpoint.of(request);
    }

    /**
     * Posts the document and judges the answer. 400, 413 and 422 refuse it as a whole; 401, 403 and 407 do not allow us,
     * and redirects and other answers are not those of such a server: all is kept, and the operator must act. 408, 425,
     * 429 and 5xx, or no answer, mean later.
     *
     * <p>pattoo's server answers 404 to what is no object, and 500 with words of its own to what is no document, but 500
     * with the same words too when its disk is full. So these refuse only what is no document in our eyes as well.
     */
    public Delivery post(byte[] document) throws InterruptedException {
        return answer(document).delivery();
    }

    /** As {@link #post}, and whether a failure may be the document's fault. */
    public Answer answer(byte[] document) throws InterruptedException {
        HttpReply reply;
        try {
            reply = http.send(request.post(HttpRequest.Body.of(document), CONTENT_TYPE));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("interrupted while posting").initCause(e);
            }
            return new Answer(new Delivery.RetryLater(String.valueOf(e.getMessage())), Blame.PERHAPS);
        }
        return new Answer(judge(reply, document), blame(reply.status()));
    }

    private static Blame blame(int status) {
        return switch (status) {
            // Said of the server, by itself or by what stands before it (RFC 9110, chapter 15.6).
            case 503 -> Blame.NONE;
            case 502, 504 -> Blame.PERHAPS;
            default -> status >= SERVER_ERROR ? Blame.LIKELY : Blame.NONE;
        };
    }

    private Delivery judge(HttpReply reply, byte[] document) {
        int status = reply.status();
        return switch (status) {
            case 200 -> new Delivery.Stored();
            case 401, 403, 407 -> new Delivery.NotAllowed(HttpReceiver.words(reply) + "; check the API key");
            case 404 ->
                isDocument(document)
                        ? HttpReceiver.elsewhere(reply, addressKeys)
                        : new Delivery.RefusedWhole(HttpReceiver.words(reply));
            case 500 ->
                INVALID.matcher(reply.body()).find() && !isDocument(document)
                        ? new Delivery.RefusedWhole(HttpReceiver.words(reply))
                        : HttpReceiver.later(reply);
            default -> {
                Delivery usual = HttpReceiver.judge(reply);
                // Every other success is that of something else.
                yield usual instanceof Delivery.Stored || usual instanceof Delivery.NotAllowed
                        ? HttpReceiver.elsewhere(reply, addressKeys)
                        : usual;
            }
        };
    }

    /** Whether it is one on its outside, which is all that pattoo's server looks at. */
    private static boolean isDocument(byte[] document) {
        try {
            new DocumentReader(DocumentLimits.DEFAULT).read(document);
            return true;
        } catch (DocumentException e) {
            return e.kind() == Kind.BROKEN || e.kind() == Kind.TOO_LARGE;
        }
    }
}
