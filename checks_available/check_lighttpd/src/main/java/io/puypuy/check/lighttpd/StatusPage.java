package io.puypuy.check.lighttpd;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KeyValueText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One page of mod_status with {@code ?auto}.
 *
 * @param scoreboard how many connections are in each state; states that none is in are there with 0
 */
record StatusPage(KeyValueText fields, Map<String, Integer> scoreboard) {
    private static final String SCOREBOARD = "Scoreboard";
    private static final String LETTERS = ".CEkrRWhqQsS_";
    private static final String[] STATES = {
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
        "idle"
    };

    StatusPage {
        scoreboard = Collections.unmodifiableMap(new LinkedHashMap<>(scoreboard));
    }

    static StatusPage parse(String page) throws CheckException {
        // The last line: a page that has it is whole.
        if (!page.contains("\n" + SCOREBOARD + ": ") || !page.endsWith("\n")) {
            throw CheckException.unexpectedReply("a status page of lighttpd, as it gives with ?auto", page);
        }
        KeyValueText fields = KeyValueText.parse(page, ':');
        return new StatusPage(fields, count(fields.text(SCOREBOARD).orElse("")));
    }

    private static Map<String, Integer> count(String connections) {
        int[] counts = new int[STATES.length];
        for (int i = 0; i < connections.length(); i++) {
            int state = LETTERS.indexOf(connections.charAt(i));
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
