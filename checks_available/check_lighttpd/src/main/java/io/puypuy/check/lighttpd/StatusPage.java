package io.puypuy.check.lighttpd;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KeyValueText;
import io.puypuy.api.read.Scoreboard;
import java.util.List;
import java.util.Map;

/**
 * One page of mod_status with {@code ?auto}.
 *
 * @param scoreboard how many connections are in each state; states that none is in are there with 0
 */
record StatusPage(KeyValueText fields, Map<String, Integer> scoreboard) {
    private static final String SCOREBOARD = "Scoreboard";
    private static final Scoreboard PLACES = new Scoreboard(
            ".CEkrRWhqQsS_",
            List.of(
                    "connect",
                    "close",
                    "hard-error",
                    "keep-alive",
                    "read",
                    "read-POST",
                    "write",
                    "handle-request",
                    "request-start",
                    "request-end",
                    "response-start",
                    "response-end",
                    "idle"));

    static StatusPage parse(String page) throws CheckException {
        // The last line: a page that has it is whole.
        if (!page.contains("\n" + SCOREBOARD + ": ") || !page.endsWith("\n")) {
            throw CheckException.unexpectedReply("a status page of lighttpd, as it gives with ?auto", page);
        }
        KeyValueText fields = KeyValueText.parse(page, ':');
        return new StatusPage(fields, PLACES.count(fields.text(SCOREBOARD).orElse("")));
    }
}
