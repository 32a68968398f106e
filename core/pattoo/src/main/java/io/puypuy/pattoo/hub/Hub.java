package io.puypuy.pattoo.hub;

import io.puypuy.engine.read.LazyHttp;
import io.puypuy.pattoo.agent.AgentDaemon;
import io.puypuy.pattoo.agent.Outbox;
import io.puypuy.pattoo.agent.Polling;
import io.puypuy.pattoo.document.AgentId;
import io.puypuy.pattoo.settings.AgentSettings;
import io.puypuy.pattoo.settings.HubSettings;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon {@code pattoo_agent_os_hubd}: polls, posts, shows. */
public final class Hub implements AgentDaemon {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final HubSettings settings;
    private final LazyHttp http = new LazyHttp();
    private final long startedMillis = System.currentTimeMillis();
    private final AtomicLong polls = new AtomicLong();
    private @Nullable Outbox outbox;
    private @Nullable SpokePoller poller;
    private @Nullable Polling polling;
    private @Nullable HubPage page;

    public Hub(HubSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start() throws IOException {
        AgentSettings agent = settings.agent();
        http.prepare();
        Outbox sending = Outbox.of(agent, AgentId.of(agent.daemonDirectory(), agent.program()), http);
        sending.openOrFail();
        outbox = sending;
        SpokePoller asking = new SpokePoller(settings, http, sending);
        poller = asking;
        if (settings.page().isPresent()) {
            HubPage shown = new HubPage(settings.page().get(), () -> status(asking, sending));
            page = shown;
            LOG.info("the state of the spokes is shown at {}", shown.url());
        }
        polling = new Polling(agent.pollingInterval(), (millis, deadlineNanos) -> {
            sending.takeOverOldFiles(deadlineNanos);
            asking.poll(millis, deadlineNanos);
            polls.incrementAndGet();
        });
        polling.start();
        LOG.info(
                "polls {} spokes every {} s",
                settings.spokes().size(),
                agent.pollingInterval().toSeconds());
    }

    /** How it goes; only after it has been started. */
    HubStatus status() {
        if (poller == null || outbox == null) {
            throw new IllegalStateException("the hub has not been started");
        }
        return status(poller, outbox);
    }

    private HubStatus status(SpokePoller asking, Outbox sending) {
        return new HubStatus(
                System.currentTimeMillis(),
                startedMillis,
                settings.agent().pollingInterval().toSeconds(),
                polls.get(),
                asking.last(),
                sending.status(),
                settings.agent().receiver().receive().toString(),
                asking.spokes());
    }

    /** Where the page is; empty for nowhere. */
    String url() {
        return page == null ? "" : page.url();
    }

    @Override
    public void close() {
        // From the sources to the sink, so that what has come is stored.
        if (polling != null) {
            polling.close();
        }
        if (poller != null) {
            poller.close();
        }
        if (outbox != null) {
            outbox.close();
        }
        if (page != null) {
            page.close();
        }
        http.close();
    }
}
