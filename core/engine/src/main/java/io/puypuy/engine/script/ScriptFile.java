package io.puypuy.engine.script;

import io.puypuy.api.CheckException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Why a file cannot be run, as a sentence. Asked before every start, because the kernel's answer is "no such file" for a
 * missing interpreter too, and because the C library runs a file without a first line {@code #!} with a shell.
 */
final class ScriptFile {
    // The kernel reads as much of the first line.
    private static final int FIRST_LINE_BYTES = 256;

    private ScriptFile() {}

    /** Empty if it can be started. */
    static Optional<String> fault(Path file) {
        if (!Files.exists(file)) {
            boolean dangling = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(dangling ? "is a link to a file that does not exist" : "does not exist");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("is no file");
        }
        if (!Files.isExecutable(file)) {
            return Optional.of("is not executable; run chmod +x on it");
        }
        // A program may be executable without being readable.
        return Files.isReadable(file) ? faultOfBeginning(file) : Optional.empty();
    }

    private static Optional<String> faultOfBeginning(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(FIRST_LINE_BYTES);
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
        String beginning = new String(bytes, StandardCharsets.UTF_8);
        if (beginning.startsWith("#!")) {
            return faultOfInterpreter(beginning.substring(2));
        }
        // Other formats of programs have bytes that no text has.
        boolean program = beginning.startsWith("\u007fELF") || beginning.indexOf('\0') >= 0;
        return program
                ? Optional.empty()
                : Optional.of("does not say what runs it; write a first line such as #!/bin/bash");
    }

    private static Optional<String> faultOfInterpreter(String beginning) {
        int lineEnd = beginning.indexOf('\n');
        String line = (lineEnd < 0 ? beginning : beginning.substring(0, lineEnd)).trim();
        int space = line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ');
        int tab = line.indexOf('\t') < 0 ? line.length() : line.indexOf('\t');
        String interpreter = line.substring(0, Math.min(space, tab));
        if (lineEnd > 0 && beginning.charAt(lineEnd - 1) == '\r') {
            return Optional.of(
                    "has Windows line ends, which its interpreter does not take; run sed -i 's/\\r$//' on it");
        }
        // Without the last part the first line may have been cut off, which the kernel will tell.
        if (lineEnd >= 0 && !isExecutable(interpreter)) {
            return Optional.of("names an interpreter that is not there: " + CheckException.quoted(interpreter));
        }
        return Optional.empty();
    }

    private static boolean isExecutable(String interpreter) {
        try {
            return Files.isExecutable(Path.of(interpreter));
        } catch (InvalidPathException noPath) {
            // Any byte may stand there, also one that no path has.
            return false;
        }
    }
}
