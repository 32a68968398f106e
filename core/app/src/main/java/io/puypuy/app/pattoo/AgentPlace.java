package io.puypuy.app.pattoo;

import ch.qos.logback.classic.Level;
import io.puypuy.app.daemon.DaemonPlace;
import io.puypuy.app.log.LogTarget;
import io.puypuy.app.log.PattooLayout;
import io.puypuy.pattoo.settings.AgentFolders;
import io.puypuy.pattoo.settings.AgentProgram;
import io.puypuy.pattoo.settings.LogLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * The files of an agent's daemon, where pattoo has them.
 *
 * @param home of PuyPuy
 */
record AgentPlace(AgentProgram program, AgentFolders folders, Path home) implements DaemonPlace {
    private static final PattooLayout LAYOUT =
            new PattooLayout(ZoneId.systemDefault(), System.getProperty("user.name", "unknown"));

    @Override
    public Path lock() {
        return folders.system().resolve("lock").resolve(program.programName() + ".lock");
    }

    /** Of the daemon that is up; for other programs and people. */
    Path pidFile() {
        return folders.system().resolve("pid").resolve(program.programName() + ".pid");
    }

    @Override
    public Path startLog() {
        return folders.log().resolve(program.programName() + "-start.log");
    }

    @Override
    public Path workingFolder() {
        return home;
    }

    @Override
    public void makeFolders() throws IOException {
        for (Path folder :
                new Path[] {folders.log(), lock().getParent(), pidFile().getParent()}) {
            if (folder != null) {
                DaemonPlace.make(folder);
            }
        }
    }

    /** The log that all agents of these settings share. */
    LogTarget log(LogLevel level) {
        Level ours =
                switch (level) {
                    case DEBUG -> Level.DEBUG;
                    case INFO -> Level.INFO;
                    case WARNING -> Level.WARN;
                    case ERROR, CRITICAL -> Level.ERROR;
                };
        return LogTarget.ofAgent(folders.log().resolve("pattoo.log"), ours, LAYOUT);
    }

    /** How pattoo writes lines. */
    static PattooLayout layout() {
        return LAYOUT;
    }
}
