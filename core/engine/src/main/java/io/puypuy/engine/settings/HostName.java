package io.puypuy.engine.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * The name of this machine as PuyPuy finds it: the full one, from the kernel, the hosts file or the name service. The
 * name service has one second: a tag that comes late is worse than a short one.
 */
public final class HostName {
    private static final long NAME_SERVICE_SECONDS = 1;
    private static final HostName THIS_MACHINE =
            new HostName(Path.of("/proc/sys/kernel/hostname"), Path.of("/etc/hosts"), HostName::canonical);

    private final Path kernel;
    private final Path hosts;
    private final UnaryOperator<String> nameService;
    // What the name service said, by the kernel's name: asked once more, it may be late, and the tag of all series
    // change.
    private final Map<String, String> found = new ConcurrentHashMap<>();

    /** @param nameService gives the full name to a short one, or the short one itself */
    HostName(Path kernel, Path hosts, UnaryOperator<String> nameService) {
        this.kernel = kernel;
        this.hosts = hosts;
        this.nameService = nameService;
    }

    /** The name, within about a second; a full one that the name service gave stays for the life of the process. */
    public static String ofThisMachine(boolean shortName) {
        return THIS_MACHINE.name(shortName);
    }

    String name(boolean shortName) {
        String name = read(kernel).strip();
        if (name.isEmpty()) {
            name = "localhost";
        }
        if (shortName) {
            int dot = name.indexOf('.');
            return dot > 0 ? name.substring(0, dot) : name;
        }
        if (name.indexOf('.') >= 0) {
            return name;
        }
        String known = name;
        return inHostsFile(read(hosts), name).orElseGet(() -> fromNameService(known));
    }

    /** The full name in a hosts file; the name itself if it stands there without one; empty if it does not. */
    static Optional<String> inHostsFile(String hosts, String name) {
        for (String line : hosts.lines().toList()) {
            int comment = line.indexOf('#');
            StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
            boolean found = false;
            String full = "";
            for (int i = 0; words.hasMoreTokens(); i++) {
                String word = words.nextToken();
                found |= i > 0 && word.equals(name);
                if (i > 0 && full.isEmpty() && word.indexOf('.') > 0) {
                    full = word;
                }
            }
            if (found) {
                return Optional.of(full.isEmpty() ? name : full);
            }
        }
        return Optional.empty();
    }

    private String fromNameService(String name) {
        String before = found.get(name);
        if (before != null) {
            return before;
        }
        try {
            String full = CompletableFuture.supplyAsync(() -> nameService.apply(name))
                    .get(NAME_SERVICE_SECONDS, TimeUnit.SECONDS);
            if (!full.equals(name)) {
                found.put(name, full);
            }
            return full;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return name;
        } catch (ExecutionException | TimeoutException unknown) {
            return name;
        }
    }

    private static String canonical(String name) {
        try {
            InetAddress address = InetAddress.getByName(name);
            String full = address.getCanonicalHostName();
            return full.equals(address.getHostAddress()) ? name : full;
        } catch (UnknownHostException unknown) {
            return name;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException absent) {
            return "";
        }
    }
}
