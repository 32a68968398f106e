package io.puypuy.app.cli;

import io.puypuy.app.daemon.DaemonLock;
import io.puypuy.app.daemon.StatusFile;
import io.puypuy.engine.status.EngineStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The daemon as it is seen from outside.
 *
 * @param holder its process id; empty if none runs
 * @param status what it wrote after its last cycle; empty if none runs, or it has not written yet
 */
record DaemonState(OptionalLong holder, Optional<EngineStatus> status) {
    /**
     * Looks now.
     *
     * @throws IOException if this user may not know
     */
    static DaemonState look(Installation installation) throws IOException {
        OptionalLong holder = DaemonLock.holder(installation.files().lock());
        Optional<EngineStatus> status = holder.isPresent()
                ? StatusFile.read(installation.files().status()).filter(written -> written.pid() == holder.getAsLong())
                : Optional.empty();
        return new DaemonState(holder, status);
    }
}
