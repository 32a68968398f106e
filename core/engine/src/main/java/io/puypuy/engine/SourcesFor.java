package io.puypuy.engine;

import io.puypuy.api.read.Http;
import io.puypuy.engine.check.Sources;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.engine.read.ProcAndSys;
import io.puypuy.engine.read.SocketExchange;
import io.puypuy.engine.script.ProgramRunner;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one instance of the sources as long as the roots are the same, so that no check is made anew for them. Owner: the
 * thread that configures.
 */
final class SourcesFor implements Checks.SourcesOf {
    private final Http http;
    private final ProgramRunner programs;
    private @Nullable Path proc;
    private @Nullable Path sys;
    private @Nullable Sources made;

    SourcesFor(Http http, ProgramRunner programs) {
        this.http = http;
        this.programs = programs;
    }

    @Override
    public Sources at(Path procRoot, Path sysRoot) {
        Sources known = made;
        if (known == null || !procRoot.equals(proc) || !sysRoot.equals(sys)) {
            known = new Sources(
                    () -> new ProcAndSys(procRoot, sysRoot),
                    () -> http,
                    SocketExchange::new,
                    () -> programs,
                    JsonReader::parse);
            proc = procRoot;
            sys = sysRoot;
            made = known;
        }
        return known;
    }
}
