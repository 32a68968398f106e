package io.puypuy.api;

/**
 * The levels at which a check's value becomes an alert, from the keys {@code static_enabled}, {@code high} and {@code
 * severe} of its section.
 *
 * @param enabled whether there is an alert at all
 * @param high {@code WARNING} from here on
 * @param severe {@code ERROR} from here on
 */
public record Thresholds(boolean enabled, double high, double severe) {
    /** Reads the three keys; {@code high} above {@code severe} is a fault of the settings. */
    public static Thresholds from(Settings settings, double defaultHigh, double defaultSevere) {
        Thresholds thresholds = new Thresholds(
                settings.truth("static_enabled", true),
                settings.floating("high", defaultHigh, 0, Double.MAX_VALUE),
                settings.floating("severe", defaultSevere, 0, Double.MAX_VALUE));
        if (thresholds.high > thresholds.severe) {
            settings.fault("high", "above severe", "write a number up to " + thresholds.severe);
        }
        return thresholds;
    }

    public Alert.Level level(double value) {
        if (value >= severe) {
            return Alert.Level.ERROR;
        }
        return value >= high ? Alert.Level.WARNING : Alert.Level.OK;
    }
}
