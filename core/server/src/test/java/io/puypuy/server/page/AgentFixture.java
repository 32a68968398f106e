package io.puypuy.server.page;

import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.NewDatapoint;
import io.puypuy.server.store.SampleRows;
import io.puypuy.server.store.SampleStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What made-up agents of pattoo have sent: a minute's values of three hours, without those of one. */
final class AgentFixture {
    static final String TARGET = "web-01.example.org";
    static final String OTHER_TARGET = "db-01.example.org";
    static final String HOSTILE = "<img src=x onerror=\"document.title='stolen'\">";
    static final String WRONG_CLOCK = "clock-01.example.org";
    /** More than a page of the list shows. */
    static final int PORTS = 150;
    /** Of each interface. */
    static final long BYTES_PER_SECOND = 1_000;

    /** Milliseconds that no calendar of a browser has. */
    private static final long NO_TIME = 1_700_000_000_000_000_000L;

    private static final String SPOKE = "pattoo_agent_os_spoked";
    private static final long INTERVAL_MILLIS = 60_000;
    private static final long HISTORY_MILLIS = 3 * 3_600_000;
    private static final long GAP_FROM_MILLIS = 2 * 3_600_000;
    private static final long GAP_TO_MILLIS = 3_600_000;
    private static final List<Map.Entry<String, String>> SYSTEM =
            List.of(Map.entry("type", "Linux"), Map.entry("cpus", "2"));

    private final Inventory inventory;
    private final SampleStore samples;
    private final long now;

    private AgentFixture(Inventory inventory, SampleStore samples, long now) {
        this.inventory = inventory;
        this.samples = samples;
        this.now = now;
    }

    /** Fills inventory and store as documents of agents do. */
    static void send(Inventory inventory, SampleStore samples, long now) throws IOException {
        AgentFixture fixture = new AgentFixture(inventory, samples, now);
        fixture.system(TARGET, now);
        fixture.system(OTHER_TARGET, now - HISTORY_MILLIS / 2);
        fixture.add(datapoint(HOSTILE, HOSTILE, HOSTILE, DataType.INTEGER, List.of(Map.entry("evil", HOSTILE))), now);
        fixture.text(datapoint(HOSTILE, HOSTILE, "motd", DataType.TEXT, List.of()), HOSTILE);
        fixture.ports();
        inventory.seen(
                inventory.addAll(List.of(datapoint(WRONG_CLOCK, SPOKE, "motd", DataType.TEXT, SYSTEM)))[0], NO_TIME);
        inventory.flush();
    }

    private void system(String target, long newest) throws IOException {
        add(datapoint(target, SPOKE, "memory_total", DataType.INTEGER, SYSTEM), newest);
        add(datapoint(target, SPOKE, "memory_used", DataType.INTEGER, SYSTEM), newest);
        add(datapoint(target, SPOKE, "cpu_times_percent_user", DataType.FLOAT, SYSTEM), newest);
        for (String key : List.of("network_io_bytes_sent", "network_io_bytes_recv")) {
            for (String name : List.of("lo", "eth0")) {
                List<Map.Entry<String, String>> metadata = new ArrayList<>(SYSTEM);
                metadata.add(Map.entry("network_io_interface", name));
                add(datapoint(target, SPOKE, key, DataType.COUNTER64, metadata), newest);
            }
        }
    }

    private void ports() throws IOException {
        List<NewDatapoint> ports = IntStream.range(0, PORTS)
                .mapToObj(port -> datapoint(
                        "switch-01",
                        "pattoo_agent_snmp_ifmibd",
                        "ifinoctets",
                        DataType.COUNTER32,
                        List.of(Map.entry("ifdescr", "port " + port))))
                .toList();
        for (int idx : inventory.addAll(ports)) {
            inventory.seen(idx, now, INTERVAL_MILLIS);
        }
    }

    private static NewDatapoint datapoint(
            String target, String program, String key, DataType type, List<Map.Entry<String, String>> metadata) {
        String checksum = key + metadata;
        return new NewDatapoint("agent of " + target, target, program, checksum, type, key, INTERVAL_MILLIS, metadata);
    }

    private void add(NewDatapoint datapoint, long newest) throws IOException {
        int idx = inventory.addAll(List.of(datapoint))[0];
        SampleRows rows = new SampleRows(200);
        for (long time = now - HISTORY_MILLIS; time <= newest; time += INTERVAL_MILLIS) {
            if (time < now - GAP_FROM_MILLIS || time > now - GAP_TO_MILLIS) {
                add(rows, idx, datapoint, time);
                inventory.seen(idx, time, INTERVAL_MILLIS);
            }
        }
        samples.append(rows);
    }

    private void add(SampleRows rows, int idx, NewDatapoint datapoint, long time) {
        switch (datapoint.type()) {
            case COUNTER32, COUNTER64 -> rows.add(idx, time, time / 1_000 * BYTES_PER_SECOND);
            case FLOAT -> rows.add(idx, time, 12.5);
            default -> rows.add(idx, time, 8L << 30);
        }
    }

    private void text(NewDatapoint datapoint, String text) throws IOException {
        int idx = inventory.addAll(List.of(datapoint))[0];
        SampleRows rows = new SampleRows(1);
        rows.add(idx, now, text);
        inventory.seen(idx, now, INTERVAL_MILLIS);
        samples.append(rows);
    }
}
