package io.puypuy.api.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Texts in which the kernel writes {@code \040} and the like for the bytes that separate fields and lines, as in fstab(5). */
public final class OctalEscapes {
    private static final int DIGITS = 3;

    private OctalEscapes() {}

    /** The text with each backslash that three octal digits follow replaced by the byte that they name. */
    public static String decoded(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\\' && isOctal(bytes, i + 1)) {
                result.write((bytes[i + 1] - '0') * 64 + (bytes[i + 2] - '0') * 8 + bytes[i + 3] - '0');
                i += DIGITS;
            } else {
                result.write(bytes[i]);
            }
        }
        return result.toString(StandardCharsets.UTF_8);
    }

    private static boolean isOctal(byte[] bytes, int start) {
        if (start + DIGITS > bytes.length) {
            return false;
        }
        for (int i = start; i < start + DIGITS; i++) {
            if (bytes[i] < '0' || bytes[i] > '7') {
                return false;
            }
        }
        return true;
    }
}
