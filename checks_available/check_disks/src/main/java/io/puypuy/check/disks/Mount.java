package io.puypuy.check.disks;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import io.puypuy.api.read.OctalEscapes;
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
            String root = OctalEscapes.decoded(words.word());
            String mountPoint = OctalEscapes.decoded(words.word());
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
}
