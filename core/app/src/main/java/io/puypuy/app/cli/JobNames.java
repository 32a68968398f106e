package io.puypuy.app.cli;

import io.puypuy.engine.status.JobStatus;

/** How a check or script is called. */
final class JobNames {
    private JobNames() {}

    /** {@code check_nginx}, or {@code check_nginx:second} for a labelled section. */
    static String of(JobStatus job) {
        return job.target().isEmpty() ? job.name() : job.name() + ":" + job.target();
    }
}
