package io.puypuy.engine;

import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.SelfConfig;
import java.io.IOException;

/**
 * A part of the daemon that is made from settings. A new configuration is prepared by all parts first; only if none of
 * them finds a fault is it applied, else all go on as they were. What has not changed is not touched.
 */
public interface Part {
    /**
     * Reads its sections and makes what is new; faults stay in {@code conf}.
     *
     * @param self the daemon's own section, already read
     * @throws IOException if what the settings ask for cannot be had, such as a port that is taken
     */
    Change prepare(Conf conf, SelfConfig self) throws IOException, InterruptedException;

    /** What was prepared. One of the two methods is called, once. */
    interface Change {
        Change NONE = new Change() {
            @Override
            public void apply() {}

            @Override
            public void discard() {}
        };

        /** Replaces the old by the new, and closes the old. */
        void apply();

        /** Closes what was made. */
        void discard();
    }
}
