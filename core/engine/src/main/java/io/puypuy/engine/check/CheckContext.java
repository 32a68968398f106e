package io.puypuy.engine.check;

import io.puypuy.api.Origin;
import java.time.Duration;

/**
 * What all checks have in common. Jobs made with an equal one need not be made again.
 *
 * @param period of the cycles
 * @param timeout of a run whose section says nothing else
 * @param errorHandler {@code error_handler} of {@code [SelfConfig]}; its negative is the reaction of alerts that have none
 * @param names who has which metric, the same for all checks
 * @param counters of all checks
 */
public record CheckContext(
        Origin origin,
        Duration period,
        Duration timeout,
        int errorHandler,
        Sources sources,
        MetricNames names,
        CheckCounters counters,
        AlertListener alerts) {}
