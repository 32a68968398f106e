package io.puypuy.check.cpustats;

import io.puypuy.api.Settings;
import io.puypuy.api.Thresholds;
import java.time.Duration;

/**
 * Settings of section [CPU Stats].
 *
 * @param perCore whether there is a set of points for each core beside the one for all
 * @param frequencyPeriod how often the cores' clocks are read, a file for each
 */
record CpustatsSettings(Thresholds thresholds, boolean perCore, Duration frequencyPeriod) {
    static CpustatsSettings from(Settings settings) {
        return new CpustatsSettings(
                Thresholds.from(settings, 90, 95),
                settings.truth("percore_stats", true),
                settings.duration("frequency_period", Duration.ofSeconds(10)));
    }
}
