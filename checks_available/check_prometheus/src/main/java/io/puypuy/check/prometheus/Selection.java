package io.puypuy.check.prometheus;

import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.FieldNumber;
import io.puypuy.api.read.NameFilter;
import io.puypuy.api.read.PrometheusText.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which metrics of a page are sent, under which names and with which tags.
 *
 * @param renamed new names by name on the page, which may be the one without {@code _sum}, {@code _count} and so on
 * @param prefix goes before the names that do not begin with it
 * @param counters metrics that are totals, whatever the page says
 * @param quantiles between 0 and 1, of histograms
 * @param maxSeries most series of one run
 * @param type PuyPuy's check_type of the points
 */
record Selection(
        NameFilter include,
        NameFilter exclude,
        NameFilter tags,
        NameFilter excludeTags,
        Map<String, String> renamed,
        String prefix,
        NameFilter counters,
        List<Double> quantiles,
        int maxSeries,
        String type) {

    private static final int MOST_SERIES = 50_000;
    private static final int DEFAULT_MAX_SERIES = 2_000;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final List<String> ALL = List.of("*");
    private static final List<String> DEFAULT_QUANTILES = List.of("0.5", "0.95", "0.99");
    private static final List<String> ENDINGS =
            List.of("_bucket", "_count", "_sum", "_total", "_created", "_gcount", "_gsum");

    // Tags of the core: a label of that name is another thing.
    private static final Set<String> RESERVED = Set.of("host", "type", "cluster", "group", "location", "target");

    Selection {
        renamed = Map.copyOf(renamed);
        quantiles = List.copyOf(quantiles);
    }

    static Selection everything() {
        NameFilter all = new NameFilter(ALL);
        NameFilter none = new NameFilter(List.of());
        return new Selection(all, none, all, none, Map.of(), "", none, List.of(), DEFAULT_MAX_SERIES, "prometheus");
    }

    static Selection from(Settings settings) {
        String prefix = settings.text("prefix", "");
        if (!prefix.isEmpty() && !NAME.matcher(prefix).matches()) {
            settings.fault(
                    "prefix", "not the beginning of a name", "write letters, digits and underscores, such as app_");
        }
        return new Selection(
                filter(settings, "include", ALL),
                filter(settings, "exclude", List.of()),
                filter(settings, "tags", ALL),
                filter(settings, "exclude_tags", List.of()),
                renamed(settings),
                prefix,
                filter(settings, "counters", List.of()),
                quantiles(settings),
                (int) settings.integer("max_series", DEFAULT_MAX_SERIES, 1, MOST_SERIES),
                settings.text("check_type", "prometheus"));
    }

    private static NameFilter filter(Settings settings, String key, List<String> otherwise) {
        return new NameFilter(settings.list(key, otherwise));
    }

    private static Map<String, String> renamed(Settings settings) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String pair : settings.list("rename", List.of())) {
            int equals = pair.indexOf('=');
            String now = pair.substring(equals + 1);
            if (equals <= 0 || !NAME.matcher(now).matches()) {
                settings.fault(
                        "rename", "\"" + pair + "\" is no pair of names", "write old=new, several with commas between");
            } else {
                names.put(pair.substring(0, equals), now);
            }
        }
        return names;
    }

    private static List<Double> quantiles(Settings settings) {
        List<Double> quantiles = new ArrayList<>();
        for (String text : settings.list("quantiles", DEFAULT_QUANTILES)) {
            double quantile = FieldNumber.parse(text).map(Number::doubleValue).orElse(Double.NaN);
            if (quantile > 0 && quantile < 1) {
                quantiles.add(quantile);
            } else {
                settings.fault(
                        "quantiles",
                        "\"" + text + "\" is not between 0 and 1",
                        "write such as 0.5, 0.99, or exclude: *_bucket for none");
            }
        }
        return quantiles;
    }

    /** Whether the line of that name is of use; a pattern may be written with the ending of the name or without. */
    boolean wants(String name) {
        String plain = plain(name);
        return (include.matches(name) || include.matches(plain)) && !exclude.matches(name) && !exclude.matches(plain);
    }

    private static String plain(String name) {
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /** Whether the settings say that it is a total. */
    boolean isCounter(String name) {
        return counters.matches(name);
    }

    /** The name to send a sample under. */
    String name(Sample sample) {
        return name(sample.name(), sample.family().name());
    }

    /** The name to send a family under. */
    String familyName(Sample sample) {
        return name(sample.family().name(), sample.family().name());
    }

    private String name(String sample, String family) {
        String name = renamed.get(sample);
        if (name == null) {
            String other = renamed.get(family);
            name = other == null ? sample : other + sample.substring(family.length());
        }
        return name.startsWith(prefix) ? name : prefix + name;
    }

    /** Labels as tags, without the one that is a sample's place in its family. */
    Tags tags(Tags labels, String without) {
        Tags[] chosen = {labels};
        labels.forEach((name, value) -> {
            boolean wanted = !name.equals(without) && tags.matches(name) && !excludeTags.matches(name);
            if (!wanted || RESERVED.contains(name)) {
                chosen[0] = chosen[0].without(name);
            }
            if (wanted && RESERVED.contains(name)) {
                chosen[0] = chosen[0].and(exported(name, labels), value);
            }
        });
        return chosen[0];
    }

    // As often as it takes, as Prometheus does it itself: pages of its federation have both names.
    private static String exported(String name, Tags labels) {
        String exported = "exported_" + name;
        return labels.value(exported).isEmpty() ? exported : exported(exported, labels);
    }
}
