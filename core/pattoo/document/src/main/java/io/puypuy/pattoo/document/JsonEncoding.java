package io.puypuy.pattoo.document;

import io.puypuy.pattoo.document.DocumentException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds out what a JSON text is encoded in, as Python does: by its mark, else by where its first bytes are zero. */
final class JsonEncoding {
    private JsonEncoding() {}

    /** The text in UTF-8, without a mark; the same array if it is so already. */
    static byte[] utf8(byte[] text) throws DocumentException {
        if (starts(text, 0xef, 0xbb, 0xbf)) {
            return Arrays.copyOfRange(text, 3, text.length);
        }
        if (starts(text, 0xff, 0xfe, 0, 0)) {
            return transcoded(text, 4, "UTF-32LE");
        }
        if (starts(text, 0, 0, 0xfe, 0xff)) {
            return transcoded(text, 4, "UTF-32BE");
        }
        if (starts(text, 0xff, 0xfe)) {
            return transcoded(text, 2, "UTF-16LE");
        }
        if (starts(text, 0xfe, 0xff)) {
            return transcoded(text, 2, "UTF-16BE");
        }
        if (text.length < 2 || (text[0] != 0 && text[1] != 0)) {
            return text;
        }
        boolean wide = text.length >= 4 && (text[0] == 0 ? text[1] == 0 : text[2] == 0 && text[3] == 0);
        return transcoded(text, 0, (wide ? "UTF-32" : "UTF-16") + (text[0] == 0 ? "BE" : "LE"));
    }

    private static boolean starts(byte[] text, int... mark) {
        if (text.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((text[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] transcoded(byte[] text, int from, String charset) throws DocumentException {
        try {
            return Charset.forName(charset)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text, from, text.length - from))
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new DocumentException(Kind.NOT_JSON, "The document is not JSON: it is no text in " + charset, e);
        }
    }
}
