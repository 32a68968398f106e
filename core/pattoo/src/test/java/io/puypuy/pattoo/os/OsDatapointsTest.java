package io.puypuy.pattoo.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.read.Programs;
import io.puypuy.pattoo.document.AgentData;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.document.DocumentWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OsDatapointsTest {
    private static final String HOSTNAME = "host.example.org";
    private static final AgentIdentity AGENT = new AgentIdentity(
            "0dd1793b42a9ab8d07496ba197886db3bd0899d02532a3d8b8be103fe57f7679", "pattoo_agent_os_spoked", HOSTNAME);
    private static final long FIRST = 1795199064163L;
    private static final long THEN = 1795199064164L;
    private static final long CONVERTED = 1795199064165L;
    // What pattoo's own agents lose on the way.
    private static final Pattern LOST = Pattern.compile("process_count|load_average_.*|cpu_frequency");

    private final SetClock clock = new SetClock(FIRST - 60_000);
    private final Path tree;

    OsDatapointsTest(@TempDir Path folder) {
        tree = folder;
    }

    private Snapshot collected() throws Exception {
        Trees.copy("golden", tree);
        Path stat = tree.resolve("proc/stat");
        Path later = Files.move(stat, tree.resolve("later"));
        Files.move(tree.resolve("proc/stat.before"), stat);
        Programs uname = (command, timeout, maxBytes) -> new Programs.Output(0, "unknown\n", "");
        HostFacts host = HostFacts.read(Trees.files(tree), uname, HOSTNAME);
        Space space = new Space(270553174016L, 270553174016L - 28413947904L, 80530345984L);
        try (OsCollector collector = new OsCollector(Trees.files(tree), host, clock, mountPoint -> space)) {
            Files.move(later, stat, StandardCopyOption.REPLACE_EXISTING);
            clock.advance(60_000);
            return collector.collect();
        }
    }

    private static String reply(Snapshot snapshot, OsDatapoints datapoints) {
        EncodeBuffer out = new EncodeBuffer();
        DocumentWriter.writeReply(new AgentData(AGENT, 300_000, CONVERTED).add(datapoints.target(snapshot)), out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    /** Without what pattoo's own spoke loses, and with the time of each datapoint as it had it. */
    private static Snapshot asPattooHasIt(Snapshot snapshot, int inFirstMillisecond) {
        List<Reading> readings = new ArrayList<>();
        for (Reading reading : snapshot.readings()) {
            if (!LOST.matcher(reading.key()).matches()) {
                long millis = readings.size() < inFirstMillisecond ? FIRST : THEN;
                readings.add(new Reading(reading.key(), reading.type(), reading.value(), millis, reading.part()));
            }
        }
        return new Snapshot(snapshot.host(), snapshot.cpus(), snapshot.millis(), readings, snapshot.failing());
    }

    @Test
    void isByteForByteWhatPattoosOwnSpokeAnswered() throws Exception {
        Snapshot snapshot = collected();
        assertThat(snapshot.readings()).hasSize(100);
        String golden = Files.readString(tree.resolve("spoke_reply.json"));
        assertThat(reply(asPattooHasIt(snapshot, 35), new OsDatapoints())).isEqualTo(golden);
    }

    @Test
    void sendsTheMetricsThatPattooLoses() throws Exception {
        assertThat(reply(collected(), new OsDatapoints()))
                .contains(
                        "[\"pattoo_key\",\"process_count\"]",
                        "[\"pattoo_value\",3]",
                        "[\"pattoo_key\",\"load_average_05min\"]",
                        "[\"pattoo_value\",0.12]",
                        "[\"pattoo_key\",\"cpu_frequency\"]",
                        "[\"pattoo_value\",2500.5]");
    }

    @Test
    void keepingDatapointsChangesNothingButTheirValues() throws Exception {
        Snapshot snapshot = collected();
        OsDatapoints kept = new OsDatapoints();
        String first = reply(snapshot, kept);
        assertThat(reply(snapshot, kept)).isEqualTo(first);
        Snapshot hotplugged = new Snapshot(snapshot.host(), 3, FIRST, snapshot.readings(), snapshot.failing());
        assertThat(reply(hotplugged, kept))
                .isEqualTo(reply(hotplugged, new OsDatapoints()))
                .isNotEqualTo(first);
        Snapshot fewer =
                new Snapshot(snapshot.host(), 3, FIRST, snapshot.readings().subList(50, 60), snapshot.failing());
        assertThat(reply(fewer, kept)).isEqualTo(reply(fewer, new OsDatapoints()));
    }
}
