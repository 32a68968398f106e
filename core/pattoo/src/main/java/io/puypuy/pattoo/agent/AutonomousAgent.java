package io.puypuy.pattoo.agent;

import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.settings.HostName;
import io.puypuy.pattoo.document.AgentData;
import io.puypuy.pattoo.document.AgentId;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.document.DocumentWriter;
import io.puypuy.pattoo.os.HostFacts;
import io.puypuy.pattoo.os.OsCollector;
import io.puypuy.pattoo.os.OsDatapoints;
import io.puypuy.pattoo.os.Snapshot;
import io.puypuy.pattoo.settings.AgentSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon {@code pattoo_agent_os_autonomousd}: collects what a spoke answers, and posts it itself. */
public final class AutonomousAgent implements AgentDaemon {
    private static final Logger LOG = LoggerFactory.getLogger(AutonomousAgent.class);

    private final AgentSettings settings;
    private final KernelFiles files;
    private final Programs programs;
    private final LazyHttp http = new LazyHttp();
    private @Nullable OsCollector collector;
    private @Nullable Outbox outbox;
    private @Nullable Polling polling;

    /**
     * @param files of the machine that it speaks for
     * @param programs asks once what the processor is
     */
    public AutonomousAgent(AgentSettings settings, KernelFiles files, Programs programs) {
        this.settings = settings;
        this.files = files;
        this.programs = programs;
    }

    @Override
    public void start() throws IOException {
        http.prepare();
        HostFacts host = host();
        AgentIdentity identity = new AgentIdentity(
                AgentId.of(settings.daemonDirectory(), settings.program()), settings.program(), host.hostname());
        OsCollector reading = new OsCollector(files, host, Clock.systemUTC());
        collector = reading;
        Outbox sending = Outbox.of(settings, identity.id(), http);
        sending.openOrFail();
        outbox = sending;
        OsDatapoints datapoints = new OsDatapoints();
        polling = new Polling(settings.pollingInterval(), (millis, deadlineNanos) -> {
            sending.takeOverOldFiles(deadlineNanos);
            for (byte[] document : documents(identity, datapoints, reading.collect())) {
                sending.post(document);
            }
            sending.flush();
        });
        polling.start();
        LOG.info(
                "{} is posted every {} s to {}",
                host.hostname(),
                settings.pollingInterval().toSeconds(),
                settings.receiver().receive());
    }

    private HostFacts host() throws IOException {
        try {
            return HostFacts.read(files, programs, HostName.ofThisMachine(false));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IOException("the start was interrupted", asked);
        }
    }

    /** A machine with thousands of disks and interfaces has more than one document can hold. */
    private List<byte[]> documents(AgentIdentity identity, OsDatapoints datapoints, Snapshot snapshot) {
        long interval = settings.pollingInterval().toMillis();
        AgentData data = new AgentData(identity, interval, snapshot.millis()).add(datapoints.target(snapshot));
        return DocumentWriter.documents(data, Outbox.MOST_DOCUMENT_BYTES);
    }

    @Override
    public void close() {
        // From the source to the sink, so that what was read is stored.
        if (polling != null) {
            polling.close();
        }
        if (outbox != null) {
            outbox.close();
        }
        if (collector != null) {
            collector.close();
        }
        http.close();
    }
}
