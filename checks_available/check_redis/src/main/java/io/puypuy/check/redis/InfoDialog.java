package io.puypuy.check.redis;

import io.puypuy.api.CheckException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A login, if there is one, and INFO, both sent at once. All texts are bytes as ISO-8859-1 characters. "Redis serialization
 * protocol specification", RESP2: arrays of bulk strings are sent, a line and a bulk string come back.
 *
 * @param user of Redis 6 and later; empty for the one who needs no name
 * @param password empty if there is no login
 */
record InfoDialog(Optional<String> user, Optional<String> password) {
    private static final String LINE_END = "\r\n";
    private static final String LOGGED_IN = "+OK" + LINE_END;
    // At most 9 digits, so that parseInt cannot overflow.
    private static final Pattern BULK = Pattern.compile("\\$(\\d{1,9})\r\n");

    String question() {
        StringBuilder question = new StringBuilder();
        if (password.isPresent()) {
            List<String> words = new ArrayList<>(List.of("AUTH"));
            user.ifPresent(words::add);
            words.add(password.get());
            append(question, words);
        }
        append(question, List.of("INFO"));
        return question.toString();
    }

    private static void append(StringBuilder question, List<String> words) {
        question.append('*').append(words.size()).append(LINE_END);
        for (String word : words) {
            String bytes = new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            question.append('$').append(bytes.length()).append(LINE_END);
            question.append(bytes).append(LINE_END);
        }
    }

    /** Whether nothing of interest can follow: INFO's answer has come to its end, or a refusal has come. */
    boolean isWhole(String answer) {
        int start = 0;
        if (password.isPresent()) {
            if (!answer.contains(LINE_END) || !answer.startsWith(LOGGED_IN)) {
                return answer.contains(LINE_END);
            }
            start = LOGGED_IN.length();
        }
        if (answer.indexOf(LINE_END, start) < 0) {
            return false;
        }
        Matcher head = BULK.matcher(answer).region(start, answer.length());
        return !head.lookingAt() || answer.length() >= end(head);
    }

    /**
     * The text that INFO gave.
     *
     * @throws CheckException if the server refused, ended too early, or is no Redis
     */
    String text(String answer) throws CheckException {
        int start = 0;
        if (password.isPresent()) {
            if (!answer.startsWith(LOGGED_IN)) {
                throw refused("AUTH", answer);
            }
            start = LOGGED_IN.length();
        }
        Matcher head = BULK.matcher(answer).region(start, answer.length());
        if (!head.lookingAt()) {
            throw refused("INFO", answer.substring(start));
        }
        if (answer.length() < end(head)) {
            throw new CheckException("INFO has " + head.group(1) + " bytes, but the answer ended after "
                    + (answer.length() - head.end()));
        }
        return answer.substring(head.end(), end(head) - LINE_END.length());
    }

    private static int end(Matcher head) {
        return head.end() + Integer.parseInt(head.group(1)) + LINE_END.length();
    }

    private static CheckException refused(String command, String answer) {
        if (answer.startsWith("-")) {
            String words = answer.substring(1).split(LINE_END, 2)[0];
            return new CheckException(command + " was refused: " + CheckException.quoted(words));
        }
        return CheckException.unexpectedReply("the answer of a Redis server to " + command, answer);
    }
}
