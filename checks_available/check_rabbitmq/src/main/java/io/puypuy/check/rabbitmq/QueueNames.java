package io.puypuy.check.rabbitmq;

import io.puypuy.api.Tags;
import io.puypuy.api.read.NameFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The queues that are wanted, by patterns of their names, and what they are called in tags. Immutable. */
final class QueueNames {
    // Far below what servers take as an address.
    private static final int MAX_EXPRESSION = 1_500;

    private final List<String> patterns;
    private final NameFilter filter;

    private QueueNames(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        this.filter = new NameFilter(patterns);
    }

    /** Names separated by commas; an asterisk stands for any characters, an empty text for all names. */
    static QueueNames parse(String list) {
        List<String> patterns = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            if (!name.isBlank()) {
                patterns.add(name.strip());
            }
        }
        return new QueueNames(patterns);
    }

    boolean wants(String name) {
        return patterns.isEmpty() || filter.matches(name);
    }

    /** What to add to a query, so that the broker sends those queues only; it may send more all the same. */
    String query() {
        if (patterns.isEmpty()) {
            return "";
        }
        StringBuilder expression = new StringBuilder("^(");
        for (String pattern : patterns) {
            expression.append(expression.length() > 2 ? "|" : "");
            pattern.codePoints().forEach(c -> append(c, expression));
        }
        String encoded = URLEncoder.encode(expression.append(")$").toString(), StandardCharsets.UTF_8);
        return encoded.length() > MAX_EXPRESSION ? "" : "&use_regex=true&name=" + encoded;
    }

    private static void append(int c, StringBuilder expression) {
        if (c == '*') {
            expression.append(".*");
        } else if (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c > 127) {
            expression.appendCodePoint(c);
        } else {
            expression.append('\\').appendCodePoint(c);
        }
    }

    /**
     * The tags of a queue: {@code vhost}, {@code queue} with underscores for all but letters and digits, as charts have it, and
     * {@code name} where that is another.
     */
    static Tags tags(String vhost, String name) {
        String plain = name.replaceAll("[^a-zA-Z0-9]", "_");
        Tags tags = Tags.of("vhost", vhost).and("queue", plain);
        return plain.equals(name) ? tags : tags.and("name", name);
    }
}
