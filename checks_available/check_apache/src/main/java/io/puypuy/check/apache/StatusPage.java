package io.puypuy.check.apache;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KeyValueText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One page of mod_status with {@code ?auto}.
 *
 * @param scoreboard how many places for workers are in each state; states that no place is in are there with 0
 */
record StatusPage(KeyValueText fields, Map<String, Integer> scoreboard) {
    private static final String SCOREBOARD = "Scoreboard";
    private static final String LETTERS = "_SRWKDCLGI.";
    private static final String[] STATES = {
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
        "open"
    };

    StatusPage {
        scoreboard = Collections.unmodifiableMap(new LinkedHashMap<>(scoreboard));
    }

    static StatusPage parse(String page) throws CheckException {
        // The last of the lines that all versions have: a page that has it is whole.
        if (!page.contains("\n" + SCOREBOARD + ": ") || !page.endsWith("\n")) {
            throw CheckException.unexpectedReply("a status page of Apache httpd, as it gives with ?auto", page);
        }
        KeyValueText fields = KeyValueText.parse(page, ':');
        return new StatusPage(fields, count(fields.text(SCOREBOARD).orElse("")));
    }

    private static Map<String, Integer> count(String places) {
        int[] counts = new int[STATES.length];
        for (int i = 0; i < places.length(); i++) {
            int state = LETTERS.indexOf(places.charAt(i));
            // A letter of a later version says nothing here.
            if (state >= 0) {
                counts[state]++;
            }
        }
        Map<String, Integer> scoreboard = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            scoreboard.put(STATES[i], counts[i]);
        }
        return scoreboard;
    }
}
