package io.puypuy.check.nagios;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A threshold: the ends of the range outside which a value is bad, or inside which where the plugin writes {@code @}. Source:
 * Monitoring Plugins Development Guidelines, "Threshold and Ranges".
 *
 * @param low empty if the range has no lower end, or 0 without saying so
 * @param high empty if the range has no upper end
 */
record Range(OptionalDouble low, OptionalDouble high) {
    private static final Range NONE = new Range(OptionalDouble.empty(), OptionalDouble.empty());
    private static final Pattern FORM =
            Pattern.compile("@?(?:(~|" + PerfData.NUMBER + ")?:)?(" + PerfData.NUMBER + ")?");

    /** Reads {@code 10}, {@code 10:}, {@code ~:10}, {@code 10:20}; without ends if the text is anything else. */
    static Range parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return NONE;
        }
        return new Range("~".equals(form.group(1)) ? OptionalDouble.empty() : end(form.group(1)), end(form.group(2)));
    }

    private static OptionalDouble end(@Nullable String number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(number));
    }
}
