package io.puypuy.engine.check;

import io.puypuy.api.Alert;
import io.puypuy.engine.rate.RateCalculator;
import java.time.Duration;

/** What one check instance remembers from run to run. Owner: the thread of the run. */
final class CheckState {
    /** As many as the rates remember, so that none of a run's rates is without the reading before. */
    static final int MAX_SERIES = RateCalculator.MAX_SERIES;

    final String name;
    final String target;
    final CheckContext context;
    final SeriesCache series;
    final RateCalculator rates;
    final AlertStates alerts;
    private final Duration period;
    private long runs;

    CheckState(String name, String target, CheckContext context, Duration period) {
        this.name = name;
        this.target = target;
        this.context = context;
        this.period = period;
        this.series = new SeriesCache(context.origin(), target, period, MAX_SERIES);
        this.rates = new RateCalculator(period, context.counters()::addReset);
        this.alerts = new AlertStates(name);
    }

    /** Number of a run that begins. */
    long nextRun(long nowMillis) {
        if (runs == 0) {
            // Not when the job is made: the one before may still run then.
            alerts.takeOver(context.alerts().raised(name, target), nowMillis);
        }
        return ++runs;
    }

    /** Forgets what has gone. Alerts only after a run that went well: a failed one did not look. */
    void tidy(long nowMillis, boolean ranWell) {
        series.sweep(nowMillis);
        if (ranWell) {
            for (Alert ended : alerts.forgetBefore(nowMillis - RateCalculator.memoryMillis(period))) {
                context.alerts().changed(name, target, ended, nowMillis);
            }
        }
    }

    /** Gives up what it holds in common with other checks. */
    void release() {
        context.names().release(this);
    }
}
