package io.puypuy.pattoo.agent;

import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.settings.ConfException;
import io.puypuy.engine.settings.HostName;
import io.puypuy.pattoo.document.AgentData;
import io.puypuy.pattoo.document.AgentId;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.document.DocumentWriter;
import io.puypuy.pattoo.document.Target;
import io.puypuy.pattoo.settings.AgentConfiguration;
import io.puypuy.pattoo.settings.AgentSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent of one's own ("pattoo Agents", how to create an agent): add what was polled, {@link #post} it, close. A script
 * that cron runs does so once, a daemon each time it has polled. What the server does not take waits in the cache
 * directory and is posted by a later post or a later run, oldest first. Used by one thread.
 */
public final class PattooAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PattooAgent.class);
    private static final Path USUAL_FOLDER = Path.of("/etc/pattoo");
    private static final Duration MOST_WAIT = Duration.ofSeconds(30);
    private static final Duration OTHER_RUN = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 50;

    private final AgentSettings settings;
    private final Duration interval;
    private final AgentIdentity identity;
    private final LazyHttp http = new LazyHttp();
    private final List<Target> targets = new ArrayList<>();
    private @Nullable Outbox outbox;
    private boolean saysUnkept;

    private PattooAgent(AgentSettings settings, Duration interval) throws IOException {
        this.settings = settings;
        this.interval = interval;
        String id = AgentId.of(settings.daemonDirectory(), settings.program());
        this.identity = new AgentIdentity(id, settings.program(), HostName.ofThisMachine(false));
    }

    /**
     * An agent with the settings in the folder that {@code PATTOO_CONFIGDIR} names, else {@code /etc/pattoo}; it polls as
     * often as they say. A relative folder in them begins at the folder of the settings.
     *
     * @param program its name in documents: letters, digits, {@code _ . -}
     * @throws IOException if the settings cannot be used, with all their faults, or its id can be neither read nor kept
     */
    public static PattooAgent of(String program) throws IOException {
        AgentSettings settings = settings(program);
        return new PattooAgent(settings, settings.pollingInterval());
    }

    /**
     * The same for one that polls in an interval of its own.
     *
     * @param interval how often the script runs, or the daemon polls; the server draws its charts by it
     */
    public static PattooAgent of(String program, Duration interval) throws IOException {
        return new PattooAgent(settings(program), interval);
    }

    private static AgentSettings settings(String program) throws IOException {
        Map<String, String> environment = System.getenv();
        Path folder = AgentConfiguration.folder(environment).orElse(USUAL_FOLDER);
        try {
            return new AgentConfiguration(folder, folder, environment)
                    .agent(program)
                    .settings();
        } catch (ConfException e) {
            throw new IOException("the settings in " + folder + " cannot be used:\n" + e.getMessage(), e);
        }
    }

    /**
     * An agent with settings that were made elsewhere.
     *
     * @param interval how often the script runs, or the daemon polls; the server draws its charts by it
     * @throws IOException if its id can be neither read nor kept; the message is a sentence
     */
    public static PattooAgent of(AgentSettings settings, Duration interval) throws IOException {
        return new PattooAgent(settings, interval);
    }

    /** Who posts: its id, program and host name. */
    public AgentIdentity identity() {
        return identity;
    }

    /** Adds what was polled from one target to the next document. */
    public PattooAgent add(Target target) {
        targets.add(target);
        return this;
    }

    /** As {@link #post(Duration)}; waits as long as the settings give the server for an answer, at most 30 s. */
    public Posted post() throws InterruptedException {
        Duration most = settings.receiver().timeout();
        return post(most.compareTo(MOST_WAIT) < 0 ? most : MOST_WAIT);
    }

    /**
     * Posts a document with the targets that were added, and forgets these.
     *
     * @param most is waited for the server
     * @return what became of the document
     */
    public Posted post(Duration most) throws InterruptedException {
        AgentData data = new AgentData(identity, interval.toMillis(), System.currentTimeMillis());
        targets.forEach(data::add);
        targets.clear();
        if (!data.isValid()) {
            return Posted.nothing("no target has a name and a datapoint, or the interval is 0");
        }
        EncodeBuffer buffer = new EncodeBuffer();
        DocumentWriter.write(data, buffer);
        if (buffer.length() > Outbox.MOST_DOCUMENT_BYTES) {
            return Posted.lost("the document has " + buffer.length() + " bytes, more than " + Outbox.MOST_DOCUMENT_BYTES
                    + "; post fewer datapoints at a time");
        }
        return post(buffer.toByteArray(), most);
    }

    private Posted post(byte[] document, Duration most) throws InterruptedException {
        try {
            Outbox open = open();
            if (open == null) {
                Outbox.of(settings, identity.id(), http).handOver(document);
                return Posted.waiting("another run of this agent is posting; it is posted by the next one");
            }
            open.takeOverOldFiles(System.nanoTime() + most.toNanos());
            return open.postNow(document, most);
        } catch (IOException e) {
            return postUnkept(document, most, String.valueOf(e.getMessage()));
        }
    }

    /** Posts past the cache directory, which cannot be used: the server is there all the same. */
    private Posted postUnkept(byte[] document, Duration most, String why) throws InterruptedException {
        if (!saysUnkept) {
            saysUnkept = true;
            LOG.error("{}; what the server does not take is not kept, but lost", why);
        }
        Duration timeout = settings.receiver().timeout();
        Posted posted =
                Posted.of(Outbox.poster(settings, identity.id(), http, most.compareTo(timeout) < 0 ? most : timeout)
                        .post(document)
                        .delivery());
        return posted.fate() == Posted.Fate.WAITING ? Posted.lost(posted.reason() + "; " + why) : posted;
    }

    /** The outbox; null if another run has it, and keeps it for longer than is to be waited. */
    private @Nullable Outbox open() throws IOException, InterruptedException {
        if (outbox != null) {
            return outbox;
        }
        Outbox opening = Outbox.of(settings, identity.id(), http);
        long deadline = System.nanoTime() + OTHER_RUN.toNanos();
        while (!opening.open()) {
            if (System.nanoTime() > deadline) {
                return null;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        outbox = opening;
        saysUnkept = false;
        return opening;
    }

    /** Puts what is in memory on disk and ends; takes up to 6 s if the server does not answer. */
    @Override
    public void close() {
        if (outbox != null) {
            outbox.close();
            outbox = null;
        }
        http.close();
    }
}
