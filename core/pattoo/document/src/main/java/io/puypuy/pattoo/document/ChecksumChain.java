package io.puypuy.pattoo.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The chain of SHA-256 sums that names a datapoint: each link is the sum of the last one's hexadecimal digits and of what
 * is added, without anything between them. Used by one thread.
 */
final class ChecksumChain {
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest = digest("SHA-256");
    private String last;

    private ChecksumChain(String last) {
        this.last = last;
    }

    /** A chain whose first link is the sum of a key and a type. */
    static ChecksumChain start(String key, String type) {
        ChecksumChain chain = new ChecksumChain("");
        return chain.add(key, type);
    }

    /** A chain that goes on behind a link. */
    static ChecksumChain behind(String link) {
        return new ChecksumChain(link);
    }

    ChecksumChain add(String key, String value) {
        last = HEX.formatHex(digest.digest((last + key + value).getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The last link, 64 hexadecimal digits. */
    String link() {
        return last;
    }

    /** The SHA-512 sum of a text in hexadecimal digits. */
    static String sha512(String text) {
        return HEX.formatHex(digest("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
