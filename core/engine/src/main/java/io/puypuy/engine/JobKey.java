package io.puypuy.engine;

import io.puypuy.engine.schedule.Job;

/**
 * What stays the same when a job is made anew, with other settings for instance.
 *
 * @param name of the check or script
 * @param target label of its section, empty if it has none
 */
record JobKey(String name, String target) {
    static JobKey of(Job job) {
        return new JobKey(job.name(), job.target());
    }
}
