package io.puypuy.check.apache;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KeyValueText;
import io.puypuy.api.read.Scoreboard;
import java.util.List;
import java.util.Map;

/**
 * One page of mod_status with {@code ?auto}.
 *
 * @param scoreboard how many places for workers are in each state; states that no place is in are there with 0
 */
record StatusPage(KeyValueText fields, Map<String, Integer> scoreboard) {
    private static final String SCOREBOARD = "Scoreboard";
    private static final Scoreboard PLACES = new Scoreboard(
            "_SRWKDCLGI.",
            List.of(
                    "waiting",
                    "starting",
                    "reading",
                    "sending",
                    "keepalive",
                    "dnslookup",
                    "closing",
                    "logging",
                    "finishing",
                    "idle_cleanup",
                    "open"));

    static StatusPage parse(String page) throws CheckException {
        // The last of the lines that all versions have: a page that has it is whole.
        if (!page.contains("\n" + SCOREBOARD + ": ") || !page.endsWith("\n")) {
            throw CheckException.unexpectedReply("a status page of Apache httpd, as it gives with ?auto", page);
        }
        KeyValueText fields = KeyValueText.parse(page, ':');
        return new StatusPage(fields, PLACES.count(fields.text(SCOREBOARD).orElse("")));
    }
}
