package io.puypuy.check.snmp;

import io.puypuy.api.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Single values that the settings ask for. */
final class WantedOids {
    private static final String PREFIX = "oid_";

    private WantedOids() {}

    /** @param oid numbers without a leading point */
    record Wanted(String metric, String oid) {}

    /** Each key that no other setting is: {@code oid_cpu_user}, or {@code cpu_user} as in former files. */
    static List<Wanted> from(Settings settings) {
        OidNames names = OidNames.shipped();
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (Map.Entry<String, String> other : settings.others().entrySet()) {
            String key = other.getKey();
            Optional<String> numbers = names.numbers(other.getValue());
            if (numbers.isEmpty()) {
                settings.fault(
                        key,
                        "not an oid; keys that no other setting is name one",
                        "write numbers, such as .1.3.6.1.2.1.1.3.0, or a common name, such as sysUpTime.0");
                continue;
            }
            String metric = metric(key);
            if (SnmpMetrics.all().stream().anyMatch(known -> known.name().equals(metric))) {
                settings.fault(key, "the check has a metric " + metric + " of its own", "write another key");
            } else if (wanted.put(metric, new Wanted(metric, numbers.get())) != null) {
                settings.fault(key, "the metric " + metric + " is there twice", "write another key");
            }
        }
        return new ArrayList<>(wanted.values());
    }

    private static String metric(String key) {
        String plain = key.toLowerCase(Locale.ROOT);
        String name = plain.startsWith(PREFIX) ? plain.substring(PREFIX.length()) : plain;
        return "snmp_" + name.replaceAll("[^a-z0-9_]", "_");
    }
}
