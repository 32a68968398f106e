package io.puypuy.testkit.check;

import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.PeerConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Answers the questions of a line protocol with the files of the run that is going on: {@code stats} with {@code tcp/stats}.
 * The question's last word counts, in lower case, so that a login before it does not matter. Without such a file the
 * connection is closed without a word.
 */
public final class RecordedLines implements PeerBehaviour {
    private static final int MOST_BYTES = 4096;

    private final RecordedTree tree;

    public RecordedLines(RecordedTree tree) {
        this.tree = tree;
    }

    /** A server that does not wait for a question: it sends {@code tcp/unasked}. */
    public static PeerBehaviour unasked(RecordedTree tree) {
        return connection -> answer(tree, "unasked", connection);
    }

    @Override
    public void serve(PeerConnection connection) throws IOException {
        byte[] chunk = new byte[MOST_BYTES];
        int count = connection.in().read(chunk);
        if (count > 0) {
            answer(tree, lastWord(new String(chunk, 0, count, StandardCharsets.ISO_8859_1)), connection);
        }
    }

    private static String lastWord(String question) {
        String[] words = question.strip().split("[^A-Za-z0-9_-]+", -1);
        return words[words.length - 1].toLowerCase(Locale.ROOT);
    }

    private static void answer(RecordedTree tree, String name, PeerConnection connection) throws IOException {
        Path file = tree.folder().resolve("tcp").resolve(name);
        if (Files.isRegularFile(file)) {
            connection.send(Files.readAllBytes(file));
        }
    }
}
