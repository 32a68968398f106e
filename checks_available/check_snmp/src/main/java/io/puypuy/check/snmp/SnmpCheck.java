package io.puypuy.check.snmp;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * One device that answers over SNMP 1, 2c or 3: values that the settings name, interfaces, storages and processors. When the device
 * does not answer, the run fails and sends {@code snmp_reachable} 0 alone; when it refuses, 1.
 */
@Extension
public final class SnmpCheck implements Check {
    private static final String UPTIME = "1.3.6.1.2.1.1.3.0";
    private static final double HUNDREDTHS = 100;

    private final Agent.Opener opener;
    private @Nullable Configured configured;

    /** What the settings say. */
    private record Configured(DeviceSettings device, Tags tags, Tables tables, List<WantedOids.Wanted> wanted) {}

    public SnmpCheck() {
        SnmpSessions sessions = new SnmpSessions();
        opener = device -> Snmp4jAgent.open(device, sessions);
    }

    /** A check that asks elsewhere than over the network. */
    SnmpCheck(Agent.Opener opener) {
        this.opener = opener;
    }

    @Override
    public String section() {
        return "SNMP";
    }

    @Override
    public List<Metric> metrics() {
        return SnmpMetrics.all();
    }

    @Override
    public void configure(Settings settings) {
        DeviceSettings device = DeviceSettings.from(settings);
        Tables tables = Tables.from(settings);
        Tags tags = Tags.of("devicename", settings.label().orElse(device.server()));
        // Last: these are the keys that nobody else has asked for.
        configured = new Configured(device, tags, tables, WantedOids.from(settings));
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException, InterruptedException {
        Configured is = configured;
        if (is == null) {
            throw new IllegalStateException("not configured");
        }
        boolean answered = false;
        try (Agent agent = opener.open(is.device)) {
            Variable uptime = agent.get(List.of(UPTIME)).get(0);
            answered = true;
            if (uptime.kind() == Variable.Kind.NUMBER) {
                run.add(SnmpMetrics.UPTIME, uptime.number() / HUNDREDTHS, is.tags);
            }
            wanted(agent, is, run);
            is.tables.report(agent, is.tags, run);
        } catch (CheckException refusal) {
            // Who refuses answers.
            answered = true;
            throw refusal;
        } finally {
            run.add(SnmpMetrics.REACHABLE, answered ? 1 : 0, is.tags);
        }
    }

    private static void wanted(Agent agent, Configured is, CheckRun run)
            throws CheckException, IOException, InterruptedException {
        List<String> oids = new ArrayList<>();
        is.wanted.forEach(wanted -> oids.add(wanted.oid()));
        List<Variable> variables = agent.get(oids);
        for (int i = 0; i < variables.size(); i++) {
            try {
                report(is.wanted.get(i).metric(), variables.get(i), is.tags, run);
            } catch (CheckException e) {
                run.targetFailed(is.wanted.get(i).metric() + " (." + oids.get(i) + ")", e);
            }
        }
    }

    private static void report(String name, Variable variable, Tags tags, CheckRun run) throws CheckException {
        if (variable.kind() == Variable.Kind.ABSENT) {
            throw new CheckException("the device has none: " + variable.text());
        }
        if (variable.kind() == Variable.Kind.COUNTER) {
            run.add(SnmpMetrics.counter(name), variable.whole(), tags);
        } else {
            run.add(SnmpMetrics.number(name), variable.number(), tags);
        }
    }
}
