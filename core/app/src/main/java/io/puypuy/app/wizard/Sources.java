package io.puypuy.app.wizard;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a dialogue's answers come from. */
public final class Sources {
    private Sources() {}

    /** The terminal of this process, or what is piped into it. */
    public static Dialogue.Source ofThisProcess() {
        boolean typed = isTerminal(0);
        return typed && isTerminal(1)
                ? new Terminal(Objects.requireNonNull(System.console()))
                : new Lines(System.in, typed);
    }

    /** What is piped in. */
    public static Dialogue.Source lines(InputStream in) {
        return new Lines(in, false);
    }

    /** Whether there is a console says so in some versions of Java only. */
    private static boolean isTerminal(int descriptor) {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException unknown) {
            return false;
        }
    }

    private record Terminal(Console console) implements Dialogue.Source {
        @Override
        public @Nullable String line() {
            return console.readLine();
        }

        @Override
        public @Nullable String hiddenLine() {
            char @Nullable [] typed = console.readPassword();
            return typed == null ? null : new String(typed);
        }

        @Override
        public boolean isTyped() {
            return true;
        }
    }

    private static final class Lines implements Dialogue.Source {
        private final BufferedReader reader;
        private final boolean typed;

        Lines(InputStream in, boolean typed) {
            this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            this.typed = typed;
        }

        @Override
        public @Nullable String line() throws IOException {
            return reader.readLine();
        }

        @Override
        public @Nullable String hiddenLine() throws IOException {
            if (typed) {
                throw new IOException("the terminal would show the password; do not redirect what the wizard prints");
            }
            return reader.readLine();
        }

        @Override
        public boolean isTyped() {
            return typed;
        }
    }
}
