package io.puypuy.check.nginx;

import io.puypuy.api.CheckException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One stub status page. {@code accepted}, {@code handled}, {@code requests} and {@code requestMillis} are totals since nginx
 * started.
 *
 * @param requestMillis sum of the durations of all requests; Tengine only
 */
record StubStatus(
        long active,
        long accepted,
        long handled,
        long requests,
        OptionalLong requestMillis,
        long reading,
        long writing,
        long waiting) {
    // At most 18 digits, so that parseLong cannot overflow. Tengine names and prints a fourth total.
    private static final Pattern PAGE = Pattern.compile("\\s*Active connections:\\s*(\\d{1,18})\\s+"
            + "server accepts handled requests(?: request_time)?\\s+"
            + "(\\d{1,18})\\s+(\\d{1,18})\\s+(\\d{1,18})(?:\\s+(\\d{1,18}))?\\s+"
            + "Reading:\\s*(\\d{1,18})\\s+Writing:\\s*(\\d{1,18})\\s+Waiting:\\s*(\\d{1,18})\\s+");

    static StubStatus parse(String page) throws CheckException {
        Matcher fields = PAGE.matcher(page);
        if (!fields.matches()) {
            throw CheckException.unexpectedReply("a stub status page of nginx", page);
        }
        String millis = fields.group(5);
        return new StubStatus(
                number(fields, 1),
                number(fields, 2),
                number(fields, 3),
                number(fields, 4),
                millis == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(millis)),
                number(fields, 6),
                number(fields, 7),
                number(fields, 8));
    }

    private static long number(Matcher fields, int group) {
        return Long.parseLong(fields.group(group));
    }
}
