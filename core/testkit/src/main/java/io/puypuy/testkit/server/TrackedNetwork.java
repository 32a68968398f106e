package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A network of its own whose connections the kernel tracks. What it does there is all that is tracked. Needs root and a
 * kernel with nf_conntrack: without them the test is skipped. Used by one thread.
 */
public final class TrackedNetwork implements AutoCloseable {
    private static final String PYTHON = "/usr/bin/python3";
    private static final int LIMIT_SECONDS = 20;

    private final Process process;
    private final BufferedReader answers;

    private TrackedNetwork(Process process) {
        this.process = process;
        this.answers = process.inputReader(UTF_8);
    }

    public static TrackedNetwork start() {
        String unshare = Requirement.program("unshare", "util-linux").toString();
        Requirement.program("iptables", "iptables");
        try {
            Process process = new ProcessBuilder(unshare, "--net", PYTHON, "-c", script())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            TrackedNetwork network = new TrackedNetwork(process);
            if (network.answers.readLine() == null) {
                network.close();
                // It is the machine's kernel or the user, no missing package: skipped even where CI=true.
                Assumptions.abort("this user or this kernel cannot track connections in a network of its own");
            }
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes that many connections more. */
    public void connect(int connections) throws IOException {
        ask("connections " + connections);
    }

    /** Sends that many packets that belong to no connection. The kernel sees each twice, when it leaves and when it comes. */
    public void sendBroken(int packets) throws IOException {
        ask("broken " + packets);
    }

    /** Copies what the kernel says of this network to files below that folder, which stands for /proc. */
    public void copyTo(Path proc) throws IOException {
        Files.createDirectories(proc);
        ask("copy " + proc);
    }

    private void ask(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
        if (answers.readLine() == null) {
            throw new IOException("the network ended at \"" + line + "\"");
        }
    }

    /** Ends the process, and the network with it. */
    @Override
    public void close() {
        try (answers) {
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String script() throws IOException {
        try (InputStream script = TrackedNetwork.class.getResourceAsStream("tracked_network.py")) {
            if (script == null) {
                throw new IOException("no tracked_network.py beside this class");
            }
            return new String(script.readAllBytes(), UTF_8);
        }
    }
}
