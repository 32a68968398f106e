package io.puypuy.engine;

import io.puypuy.engine.settings.Fault;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once what is wrong with checks and scripts while the daemon runs. Owner: the thread {@code cycle}. */
final class ProblemLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemLog.class);

    private Set<String> problems = Set.of();
    private Set<Fault> warnings = Set.of();

    /** Logs the problems that were not there at the last call. */
    void problems(List<String> ofChecks, List<String> ofScripts) {
        if (problems.isEmpty() && ofChecks.isEmpty() && ofScripts.isEmpty()) {
            return;
        }
        Set<String> now = new HashSet<>(ofChecks);
        now.addAll(ofScripts);
        for (String problem : now) {
            if (!problems.contains(problem)) {
                LOG.warn("{}", problem);
            }
        }
        problems = now;
    }

    /** Takes note of warnings that have been logged with the configuration. */
    void known(Collection<Fault> faults) {
        warnings = new HashSet<>(faults);
    }

    /** Logs the warnings of sections that have been read since. */
    void warnings(Collection<Fault> faults) {
        for (Fault fault : faults) {
            if (fault.warning() && warnings.add(fault)) {
                LOG.warn("{}", fault);
            }
        }
    }
}
