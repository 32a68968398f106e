package io.puypuy.pattoo.spoke;

import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.engine.settings.HostName;
import io.puypuy.http.HtmlFaults;
import io.puypuy.http.HttpListener;
import io.puypuy.pattoo.agent.AgentDaemon;
import io.puypuy.pattoo.document.AgentId;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.os.HostFacts;
import io.puypuy.pattoo.os.OsCollector;
import io.puypuy.pattoo.settings.AgentSettings;
import io.puypuy.pattoo.settings.SpokeSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each request with what the machine says at this moment; without requests it reads nothing. Made, started and
 * closed by one thread; requests come on threads of its own.
 */
public final class Spoke implements AgentDaemon {
    private static final Logger LOG = LoggerFactory.getLogger(Spoke.class);
    // A reply is a second old at most; reading, writing and sending it take their time too.
    private static final Duration MAX_AGE = Duration.ofMillis(900);

    private final SpokeSettings settings;
    private final KernelFiles files;
    private final Programs programs;
    private @Nullable OsCollector collector;
    private @Nullable HttpListener listener;

    /**
     * @param files of the machine that it speaks for
     * @param programs asks once what the processor is
     */
    public Spoke(SpokeSettings settings, KernelFiles files, Programs programs) {
        this.settings = settings;
        this.files = files;
        this.programs = programs;
    }

    @Override
    public void start() throws IOException {
        AgentSettings agent = settings.agent();
        HostFacts host = host();
        AgentIdentity identity = new AgentIdentity(
                AgentId.of(agent.daemonDirectory(), agent.program()), agent.program(), host.hostname());
        OsCollector reading = new OsCollector(files, host, Clock.systemUTC());
        collector = reading;
        Answers answers = new Answers(identity, new HostPage(identity));
        Latest<Answers.OfSnapshot> latest =
                new Latest<>(() -> answers.of(reading.collect()), MAX_AGE, System::nanoTime);
        SpokeRoutes routes = new SpokeRoutes(latest, agent.pollingInterval(), settings.apiKey());
        HttpListener listening = new HttpListener(settings.listening(), new HtmlFaults(), routes::add);
        listener = listening;
        LOG.info(
                "{} offers its document at {}",
                identity.hostname(),
                listening.url() + SpokePath.NAME + "/" + agent.pollingInterval().toSeconds());
    }

    private HostFacts host() throws IOException {
        try {
            return HostFacts.read(files, programs, HostName.ofThisMachine(false));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IOException("the start was interrupted", asked);
        }
    }

    /** The port that it listens on. */
    public int port() {
        HttpListener listening = listener;
        if (listening == null) {
            throw new IllegalStateException("not started");
        }
        return listening.port();
    }

    @Override
    public void close() {
        HttpListener listening = listener;
        listener = null;
        if (listening != null) {
            listening.close();
        }
        OsCollector reading = collector;
        collector = null;
        if (reading != null) {
            reading.close();
        }
    }
}
