package io.puypuy.api.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Places of which each has a letter for its state, as Apache httpd and lighttpd show them. Immutable. */
public final class Scoreboard {
    private final String letters;
    private final List<String> states;

    /**
     * What the letters mean.
     *
     * @param letters one for each state
     * @param states their names, in the order of the letters
     */
    public Scoreboard(String letters, List<String> states) {
        if (letters.length() != states.size()) {
            throw new IllegalArgumentException("a letter for each state, and a state for each letter");
        }
        this.letters = letters;
        this.states = List.copyOf(states);
    }

    /**
     * How many places are in each state, in the order of the states; those that no place is in are there with 0. A letter that
     * is not known, such as one of a later version, is passed over.
     */
    public Map<String, Integer> count(String places) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        states.forEach(state -> counts.put(state, 0));
        for (int i = 0; i < places.length(); i++) {
            int known = letters.indexOf(places.charAt(i));
            if (known >= 0) {
                counts.merge(states.get(known), 1, Integer::sum);
            }
        }
        return Collections.unmodifiableMap(counts);
    }
}
