package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import java.io.IOException;
import java.nio.file.Path;

/** The device that is mounted on {@code /}, where the table of mounts only says {@code /dev/root}. */
final class RootDevice {
    private static final String UNKNOWN = "/dev/root";

    private RootDevice() {}

    /** Its name as in /sys/dev/block; {@code /dev/root} if it is not there. */
    static String name(KernelFiles files) throws CheckException, IOException {
        String number = number(files.read(files.proc().resolve("self/mountinfo")));
        Path folder = files.sys().resolve("dev/block").resolve(number);
        LineWords words =
                new LineWords(files.readIfPresent(folder.resolve("uevent")).orElse(""));
        while (words.nextLine()) {
            if (words.lineStartsWith("DEVNAME=")) {
                words.upTo('=');
                return "/dev/" + words.rest();
            }
        }
        return UNKNOWN;
    }

    // Of several mounts on / the last one is seen.
    private static String number(String mountinfo) throws CheckException {
        String number = "none";
        LineWords words = new LineWords(mountinfo);
        while (words.nextLine()) {
            words.skip(2);
            String device = words.word();
            words.skip(1);
            if (words.word().equals("/")) {
                number = device;
            }
        }
        return number;
    }
}
