package io.puypuy.engine.script;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the processes of a session in /proc. Cheap although it is asked after every script: whatever a session leader
 * starts is younger than itself, which numbers tell unless the kernel may have given all of them since. Thread-safe.
 */
final class ProcessTable {
    private static final File PROC = new File("/proc");
    // Beyond the session's field: numbers of at most 20 digits behind a command of at most 64 characters.
    private static final int STAT_BYTES = 256;
    private static final int LOADAVG_BYTES = 128;
    // Our own children are the leaders of other sessions, unless we are the one who inherits orphans.
    private static final long STARTED_BY_US =
            ProcessHandle.current().pid() == 1 ? -2 : ProcessHandle.current().pid();

    private ProcessTable() {}

    /**
     * What was seen at one look.
     *
     * @param living processes of the session, and those outside it that hold one of the pipes
     * @param dead whether there are processes of the session that have ended but are not reaped: in a chain of processes
     *     that each start the next and end, this is nearly all that can be seen
     */
    record Seen(List<ProcessHandle> living, boolean dead) {
        boolean nothing() {
            return living.isEmpty() && !dead;
        }
    }

    /**
     * Looks for the processes of the session, and for those outside it whose standard output or error is one of the
     * pipes.
     *
     * @param pipes as {@link #outputPipes} named them
     * @param recent whether the session began so lately that the kernel cannot have given all of its numbers since
     */
    static Seen look(long session, Set<String> pipes, boolean recent) {
        String[] names = PROC.list();
        List<ProcessHandle> living = new ArrayList<>();
        boolean dead = false;
        // After the list, so that everything in it has been given its number.
        long newest = newestProcess();
        for (String name : names == null ? new String[0] : names) {
            long pid = number(name, 0, name.length());
            if (pid <= 0 || !isYounger(pid, session, newest, recent)) {
                continue;
            }
            String stat = read(new File(PROC, name + "/stat"), STAT_BYTES);
            // The command may hold anything, also brackets and spaces: the fields begin behind its last bracket.
            int state = stat.lastIndexOf(')') + 2;
            if (state < 2 || state >= stat.length()) {
                continue;
            }
            boolean member = field(stat, state, 3) == session;
            if (stat.charAt(state) == 'Z' || stat.charAt(state) == 'X') {
                dead |= member && pid != session;
            } else if (member || (field(stat, state, 1) != STARTED_BY_US && holds(name, pipes))) {
                ProcessHandle.of(pid).ifPresent(living::add);
            }
        }
        return new Seen(living, dead);
    }

    /** Whether that process may have begun after the leader of the session; the kernel gives numbers in turn. */
    static boolean isYounger(long pid, long session, long newest, boolean recent) {
        if (newest >= session) {
            return pid >= session && (pid <= newest || !recent);
        }
        return pid >= session || pid <= newest || !recent;
    }

    /** The pipes into which a program prints, by the kernel's name; none if it has already ended. */
    static Set<String> outputPipes(long pid) {
        String out = outputOf(Long.toString(pid), "1");
        String err = outputOf(Long.toString(pid), "2");
        return out.startsWith("pipe:") && err.startsWith("pipe:") && !out.equals(err) ? Set.of(out, err) : Set.of();
    }

    private static boolean holds(String pid, Set<String> pipes) {
        return !pipes.isEmpty() && (pipes.contains(outputOf(pid, "1")) || pipes.contains(outputOf(pid, "2")));
    }

    private static String outputOf(String pid, String descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", pid, "fd", descriptor))
                    .toString();
        } catch (IOException e) {
            // It has ended, has closed the descriptor, or belongs to somebody else: in any case not ours to end.
            return "";
        }
    }

    /** The number given last, the fifth field of loadavg; 0 if it cannot be told. */
    private static long newestProcess() {
        String loadavg = read(new File(PROC, "loadavg"), LOADAVG_BYTES).strip();
        return Math.max(0, number(loadavg, loadavg.lastIndexOf(' ') + 1, loadavg.length()));
    }

    private static long field(String text, int from, int index) {
        int start = from;
        for (int i = 0; i < index; i++) {
            start = text.indexOf(' ', start) + 1;
            if (start == 0) {
                return -1;
            }
        }
        int end = text.indexOf(' ', start);
        return end < 0 ? -1 : number(text, start, end);
    }

    /** -1 if it is not a number. */
    private static long number(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > Integer.MAX_VALUE) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return from < to ? value : -1;
    }

    private static String read(File file, int maxBytes) {
        try (FileInputStream in = new FileInputStream(file)) {
            byte[] bytes = new byte[maxBytes];
            int count = in.read(bytes);
            return count <= 0 ? "" : new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // The process has ended since the folder was listed.
            return "";
        }
    }
}
