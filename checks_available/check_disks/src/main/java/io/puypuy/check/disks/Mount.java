package io.puypuy.check.disks;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of /proc/self/mountinfo, proc_pid_mountinfo(5).
 *
 * @param parent id of the mount that it is mounted on
 * @param device {@code major:minor} of the file system
 * @param root which folder of the file system is mounted; another than {@code /} for a bind mount or a subvolume
 * @param readOnly whether the mount or its file system is read-only
 */
record Mount(long id, long parent, String device, String root, String mountPoint, boolean readOnly, String type) {
    static List<Mount> parse(String text) throws CheckException {
        List<Mount> mounts = new ArrayList<>();
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            long id = words.count();
            long parent = words.count();
            String device = words.word();
            String root = decoded(words.word());
            String mountPoint = decoded(words.word());
            String options = words.word();
            // Any number of optional fields ends with a hyphen.
            while (!words.word().equals("-")) {}
            String type = words.word();
            words.skip(1);
            boolean readOnly = isReadOnly(options) || (words.hasWord() && isReadOnly(words.rest()));
            mounts.add(new Mount(id, parent, device, root, mountPoint, readOnly, type));
        }
        if (mounts.isEmpty()) {
            throw CheckException.unexpectedReply("a table of mounts", text);
        }
        return mounts;
    }

    private static boolean isReadOnly(String options) {
        return options.equals("ro") || options.startsWith("ro,");
    }

    /** The path with {@code \040} and the like decoded, which stand for the bytes that separate fields and lines. */
    static String decoded(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\\' && isOctal(bytes, i + 1)) {
                result.write((bytes[i + 1] - '0') * 64 + (bytes[i + 2] - '0') * 8 + bytes[i + 3] - '0');
                i += 3;
            } else {
                result.write(bytes[i]);
            }
        }
        return result.toString(StandardCharsets.UTF_8);
    }

    private static boolean isOctal(byte[] bytes, int start) {
        if (start + 3 > bytes.length) {
            return false;
        }
        for (int i = start; i < start + 3; i++) {
            if (bytes[i] < '0' || bytes[i] > '7') {
                return false;
            }
        }
        return true;
    }
}
