package io.puypuy.check.snmp;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import java.util.List;

/** What the check sends beside what the settings ask for. */
final class SnmpMetrics {
    static final Metric REACHABLE = gauge("reachable", "", "1 if the device answered, a refusal included, else 0");
    static final Metric UPTIME =
            Metric.floating("snmp_uptime", "s").type("snmp").help("time since the device's agent started");
    static final Metric IN_OCTETS = rate("if_in_octets", "bytes/s", "bytes received");
    static final Metric OUT_OCTETS = rate("if_out_octets", "bytes/s", "bytes sent");
    static final Metric IN_ERRORS = rate("if_in_errors", "packets/s", "packets received with an error");
    static final Metric OUT_ERRORS = rate("if_out_errors", "packets/s", "packets not sent for an error");
    static final Metric IN_DISCARDS = rate("if_in_discards", "packets/s", "good packets received and dropped");
    static final Metric OUT_DISCARDS = rate("if_out_discards", "packets/s", "packets dropped instead of sent");
    static final Metric OPER_STATUS = gauge("if_oper_status", "", "1 up, 2 down, 3 to 7 other states");
    static final Metric HIGH_SPEED = gauge("if_high_speed", "Mbit/s", "nominal speed");
    static final Metric STORAGE_USED = gauge("storage_used", "bytes", "memory or disk in use");
    static final Metric STORAGE_SIZE = gauge("storage_size", "bytes", "size of memory or disk");
    static final Metric PROCESSOR_LOAD =
            Metric.percent("snmp_processor_load").type("snmp").help("share of the last minute in which it was busy");

    private static final String CHOSEN = "snmp_<name>";

    private SnmpMetrics() {}

    /** A number that the settings ask for. */
    static Metric number(String name) {
        return Metric.floating(name, "").help("what the settings ask for, if it is no counter");
    }

    /** A counter that the settings ask for. */
    static Metric counter(String name) {
        return Metric.rate(name, "1/s").chart(ChartType.RATE).help("change of a counter that the settings ask for");
    }

    /** All of them, in the order of the README. */
    static List<Metric> all() {
        return List.of(
                number(CHOSEN),
                counter(CHOSEN),
                REACHABLE,
                UPTIME,
                IN_OCTETS,
                OUT_OCTETS,
                IN_ERRORS,
                OUT_ERRORS,
                IN_DISCARDS,
                OUT_DISCARDS,
                OPER_STATUS,
                HIGH_SPEED,
                STORAGE_USED,
                STORAGE_SIZE,
                PROCESSOR_LOAD);
    }

    private static Metric gauge(String name, String unit, String help) {
        return Metric.integer("snmp_" + name, unit).type("snmp").help(help);
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate("snmp_" + name, unit)
                .type("snmp")
                .chart(ChartType.RATE)
                .help(help);
    }
}
