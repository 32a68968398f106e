package io.puypuy.check.snmp;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.DistinctNames;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tables that most devices have. What a device lacks gives nothing. Sources: IF-MIB (RFC 2863), HOST-RESOURCES-MIB (RFC 2790). */
final class Tables {
    private static final String IF_TABLE = "1.3.6.1.2.1.2.2.1.";
    private static final String IF_X_TABLE = "1.3.6.1.2.1.31.1.1.1.";
    private static final String STORAGE_TABLE = "1.3.6.1.2.1.25.2.3.1.";
    private static final String PROCESSOR_LOAD = "1.3.6.1.2.1.25.3.3.1.2";

    private final Set<Name> wanted;

    /** Words of the setting {@code tables}. */
    private enum Name {
        INTERFACES,
        STORAGE,
        PROCESSORS,
        NONE
    }

    private Tables(Set<Name> wanted) {
        this.wanted = wanted;
    }

    static Tables from(Settings settings) {
        Set<Name> wanted = EnumSet.noneOf(Name.class);
        for (String word : settings.list("tables", List.of("interfaces", "storage", "processors"))) {
            try {
                wanted.add(Name.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                settings.fault("tables", "not a table", "write some of interfaces, storage and processors, or none");
            }
        }
        return new Tables(wanted);
    }

    /** Reads the tables and reports them. One that cannot be read costs the others nothing. */
    void report(Agent agent, Tags device, CheckRun run) throws IOException, InterruptedException {
        for (Name table : wanted) {
            try {
                switch (table) {
                    case INTERFACES -> interfaces(agent, device, run);
                    case STORAGE -> storage(agent, device, run);
                    case PROCESSORS -> processors(agent, device, run);
                    case NONE -> {}
                }
            } catch (CheckException e) {
                run.targetFailed("table " + table.name().toLowerCase(Locale.ROOT), e);
            }
        }
    }

    private static void interfaces(Agent agent, Tags device, CheckRun run)
            throws CheckException, IOException, InterruptedException {
        Map<String, String> names = names(agent);
        report(SnmpMetrics.IN_OCTETS, octets(agent, IF_X_TABLE + "6", IF_TABLE + "10", names), names, device, run);
        report(SnmpMetrics.OUT_OCTETS, octets(agent, IF_X_TABLE + "10", IF_TABLE + "16", names), names, device, run);
        report(SnmpMetrics.IN_ERRORS, column(agent, IF_TABLE + "14"), names, device, run);
        report(SnmpMetrics.OUT_ERRORS, column(agent, IF_TABLE + "20"), names, device, run);
        report(SnmpMetrics.IN_DISCARDS, column(agent, IF_TABLE + "13"), names, device, run);
        report(SnmpMetrics.OUT_DISCARDS, column(agent, IF_TABLE + "19"), names, device, run);
        report(SnmpMetrics.OPER_STATUS, column(agent, IF_TABLE + "8"), names, device, run);
        report(SnmpMetrics.HIGH_SPEED, column(agent, IF_X_TABLE + "15"), names, device, run);
    }

    // Counters of 32 bits begin anew after 34 seconds at 1 Gbit/s. Old devices have no others, and slow interfaces of
    // new ones need not have any (RFC 2863, chapter 3.1.6).
    private static Map<String, Variable> octets(Agent agent, String wide, String narrow, Map<String, String> names)
            throws CheckException, IOException, InterruptedException {
        Map<String, Variable> column = column(agent, wide);
        if (!column.keySet().containsAll(names.keySet())) {
            column(agent, narrow).forEach(column::putIfAbsent);
        }
        return column;
    }

    private static void report(
            Metric metric, Map<String, Variable> column, Map<String, String> names, Tags device, CheckRun run)
            throws CheckException {
        for (Map.Entry<String, Variable> row : column.entrySet()) {
            // An interface that came while the table was read has no name yet.
            String name = names.get(row.getKey());
            if (name != null) {
                run.add(metric, row.getValue().whole(), device.and("interface", name));
            }
        }
    }

    private static Map<String, String> names(Agent agent) throws CheckException, IOException, InterruptedException {
        Map<String, Variable> names = column(agent, IF_TABLE + "2");
        column(agent, IF_X_TABLE + "1").forEach((index, name) -> {
            if (!name.text().isBlank()) {
                names.put(index, name);
            }
        });
        return distinct(names);
    }

    private static Map<String, String> distinct(Map<String, Variable> column) {
        Map<String, String> names = new LinkedHashMap<>();
        column.forEach((index, name) -> names.put(index, name.text().strip()));
        return DistinctNames.of(names);
    }

    private static void storage(Agent agent, Tags device, CheckRun run)
            throws CheckException, IOException, InterruptedException {
        Map<String, String> names = distinct(column(agent, STORAGE_TABLE + "3"));
        Map<String, Variable> units = column(agent, STORAGE_TABLE + "4");
        Map<String, Variable> sizes = column(agent, STORAGE_TABLE + "5");
        Map<String, Variable> used = column(agent, STORAGE_TABLE + "6");
        for (Map.Entry<String, String> row : names.entrySet()) {
            Variable unit = units.get(row.getKey());
            Tags tags = device.and("storage", row.getValue());
            if (unit != null) {
                bytes(SnmpMetrics.STORAGE_USED, used, row.getKey(), unit.whole(), tags, run);
                bytes(SnmpMetrics.STORAGE_SIZE, sizes, row.getKey(), unit.whole(), tags, run);
            }
        }
    }

    private static void bytes(
            Metric metric, Map<String, Variable> column, String index, long unit, Tags tags, CheckRun run)
            throws CheckException {
        Variable units = column.get(index);
        if (units != null) {
            run.add(metric, units.unsigned() * unit, tags);
        }
    }

    private static void processors(Agent agent, Tags device, CheckRun run)
            throws CheckException, IOException, InterruptedException {
        for (Variable load : agent.walk(PROCESSOR_LOAD)) {
            run.add(SnmpMetrics.PROCESSOR_LOAD, load.number(), device.and("cpu", load.index()));
        }
    }

    private static Map<String, Variable> column(Agent agent, String oid)
            throws CheckException, IOException, InterruptedException {
        Map<String, Variable> column = new LinkedHashMap<>();
        for (Variable variable : agent.walk(oid)) {
            column.put(variable.index(), variable);
        }
        return column;
    }
}
