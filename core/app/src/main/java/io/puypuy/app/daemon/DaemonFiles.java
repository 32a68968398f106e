package io.puypuy.app.daemon;

import java.io.IOException;
import java.nio.file.Path;

/** The files of PuyPuy's daemon, in {@code var/}. */
public record DaemonFiles(Path home) implements DaemonPlace {
    @Override
    public Path lock() {
        return home.resolve("var/run/puypuy.lock");
    }

    /** Rewritten by the daemon after each cycle. */
    public Path status() {
        return home.resolve("var/run/status.json");
    }

    @Override
    public Path startLog() {
        return home.resolve("var/log/start.log");
    }

    @Override
    public Path workingFolder() {
        return home;
    }

    /** Makes {@code var/}, {@code var/run} and {@code var/log}. */
    @Override
    public void makeFolders() throws IOException {
        for (String folder : new String[] {"var", "var/run", "var/log"}) {
            DaemonPlace.make(home.resolve(folder));
        }
    }
}
