package io.puypuy.engine.check;

import java.util.List;

/** What an operator can do about a run that failed: which settings to look at, and where they are. */
final class Cure {
    private Cure() {}

    /**
     * A phrase to stand behind the faults, whose words are those of {@link io.puypuy.engine.read}.
     *
     * @param place where the settings are: {@code in [NginX] of conf/webservers.ini}
     */
    static String of(List<String> faults, String place) {
        String all = String.join("\n", faults);
        // What a reply says by itself.
        if (all.contains("; check ") && all.contains(" in the settings")) {
            return "these are " + place;
        }
        if (all.contains(": unknown host")) {
            return "correct the name of the host " + place;
        }
        if (all.contains("cannot connect to ")) {
            return "start it, or correct its address " + place;
        }
        if (all.contains("no answer from ")) {
            return "it is slow, or the time limit is too short " + place;
        }
        if (all.contains("not trusted: ") || all.contains("no TLS with ")) {
            return "see tls_verify and ca_file " + place;
        }
        if (all.contains("there is no program ")) {
            return "install it, or correct its name " + place;
        }
        return "look at the settings " + place;
    }
}
