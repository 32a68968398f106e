package io.puypuy.check.docker;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Processors, memory, network and disks of running containers. Source: Docker Engine API, 1.21 to 1.47. When the list of
 * containers cannot be read, the run fails and sends nothing; a container that cannot be read costs its own points.
 */
@Extension
public final class DockerCheck implements Check {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:3141/containers");
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    // From version 1.41 on, the engine takes one reading then, not two with a second between them.
    private static final String ONE_READING = "/stats?stream=0&one-shot=1";
    private static final int FORBIDDEN = 403;
    private static final int GONE = 404;
    /** How the time of the readings begins of a container that waits for its next restart: there are none, and zeros instead. */
    private static final String NEVER = "0001-";

    private HttpRequest request = HttpRequest.get(ADDRESS).unixSocket(SOCKET);
    private String base = ADDRESS.toString();
    private boolean detailed = true;
    private boolean memory = true;
    private boolean prettyNames = true;
    // By id, of the containers of the run before.
    private Map<String, CpuTime> cpuBefore = new HashMap<>();

    @Override
    public String section() {
        return "Docker";
    }

    @Override
    public List<Metric> metrics() {
        return DockerMetrics.all();
    }

    @Override
    public void configure(Settings settings) {
        URI address = settings.uri("stats", ADDRESS);
        base = address.toString().replaceAll("/+$", "");
        request = HttpRequest.from(settings, address);
        // Who has set an address only has the engine listen there.
        if (!settings.has("stats") && !settings.has("unix_socket")) {
            request = request.unixSocket(SOCKET);
        }
        detailed = settings.truth("detailed", true);
        memory = settings.truth("memstats", true);
        prettyNames = settings.truth("prettynames", true);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException, InterruptedException {
        List<Container> containers =
                Container.list(run.json(send(base + "/json", run).ok()));
        try {
            states(run);
        } catch (CheckException | IOException e) {
            // An engine with much to do is slow to answer this, and not the rest.
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            run.targetFailed("info", e);
        }
        Map<String, CpuTime> cpuNow = new HashMap<>();
        read(containers, cpuNow, run);
        cpuBefore = cpuNow;
    }

    private HttpRequest of(String address) {
        return request.address(URI.create(address));
    }

    private HttpReply send(String address, CheckRun run) throws IOException {
        return run.http().send(of(address));
    }

    // Proxies before the socket often keep this to themselves, which is no failure.
    private void states(CheckRun run) throws CheckException, IOException {
        HttpReply reply = send(base.replaceAll("/containers$", "") + "/info", run);
        if (reply.status() == FORBIDDEN || reply.status() == GONE) {
            return;
        }
        Json info = run.json(reply.ok());
        for (String state : List.of("Running", "Paused", "Stopped")) {
            Optional<Number> number = info.number("Containers" + state);
            if (number.isPresent()) {
                Tags tags = Tags.of("state", state.toLowerCase(Locale.ROOT));
                run.add(DockerMetrics.CONTAINERS, number.get().longValue(), tags);
            }
        }
    }

    private void read(List<Container> containers, Map<String, CpuTime> cpuNow, CheckRun run)
            throws CheckException, IOException, InterruptedException {
        // Engines before 25 give readings once a second, and those of all who wait in the same moment.
        List<HttpRequest> requests = containers.stream()
                .map(container -> of(base + "/" + container.id() + ONE_READING))
                .toList();
        run.http().sendAll(requests, (number, answer) -> {
            Container container = containers.get(number);
            try {
                read(container, answer.reply(), cpuNow, run);
            } catch (CheckException | IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                run.targetFailed(container.name(), e);
            }
        });
    }

    private void read(Container container, HttpReply reply, Map<String, CpuTime> cpuNow, CheckRun run)
            throws CheckException, IOException {
        if (reply.status() == GONE) {
            // It has ended since it was listed.
            return;
        }
        Json stats = run.json(reply.ok());
        if (stats.find("cpu_stats").isEmpty()) {
            throw CheckException.unexpectedReply("statistics of a container", stats.toString());
        }
        Tags tags = Tags.of("container", prettyNames ? container.name() : container.id());
        if (!stats.text("read").orElse("").startsWith(NEVER)) {
            readings(container, stats, tags, cpuNow, run);
        }
        if (detailed) {
            state(container, tags, run);
        }
    }

    private void readings(Container container, Json stats, Tags tags, Map<String, CpuTime> cpuNow, CheckRun run)
            throws CheckException {
        cpu(container, stats, tags, cpuNow, run);
        run.add(DockerMetrics.CPU, stats, tags);
        networks(stats, tags, run);
        disks(stats, tags, run);
        if (memory) {
            memory(new MemoryUse(stats), tags, run);
        }
    }

    private void cpu(Container container, Json stats, Tags tags, Map<String, CpuTime> cpuNow, CheckRun run)
            throws CheckException {
        Optional<CpuTime> now = CpuTime.of(stats, "cpu_stats");
        if (now.isEmpty()) {
            return;
        }
        cpuNow.put(container.id(), now.get());
        Optional<CpuTime> before = Optional.ofNullable(cpuBefore.get(container.id()));
        if (before.isEmpty()) {
            before = CpuTime.of(stats, "precpu_stats");
        }
        Optional<Double> share = before.flatMap(now.get()::shareSince);
        if (share.isPresent()) {
            run.add(DockerMetrics.MASTER_CPU, 100 * share.get(), tags);
            if (now.get().processors() > 0) {
                run.add(
                        DockerMetrics.CONTAINER_CPU,
                        100 * share.get() * now.get().processors(),
                        tags);
            }
        }
    }

    private void networks(Json stats, Tags tags, CheckRun run) throws CheckException {
        Optional<Json> networks = stats.find("networks");
        if (networks.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Json> network : networks.get().members().entrySet()) {
            Tags ofInterface = tags.and("interface", network.getKey());
            run.add(DockerMetrics.TRAFFIC, network.getValue(), ofInterface);
            if (detailed) {
                run.add(DockerMetrics.PACKETS, network.getValue(), ofInterface);
            }
        }
    }

    private static void disks(Json stats, Tags tags, CheckRun run) throws CheckException {
        Optional<Json> transfers = stats.find("blkio_stats.io_service_bytes_recursive");
        if (transfers.isEmpty()) {
            return;
        }
        Optional<Long> read = Optional.empty();
        Optional<Long> written = Optional.empty();
        for (Json transfer : transfers.get().elements()) {
            String operation = transfer.text("op").orElse("");
            long bytes = transfer.number("value").orElse(0L).longValue();
            if (operation.equalsIgnoreCase("read")) {
                read = Optional.of(read.orElse(0L) + bytes);
            } else if (operation.equalsIgnoreCase("write")) {
                written = Optional.of(written.orElse(0L) + bytes);
            }
        }
        read.ifPresent(bytes -> run.add(DockerMetrics.BLKIO_READ, bytes, tags));
        written.ifPresent(bytes -> run.add(DockerMetrics.BLKIO_WRITE, bytes, tags));
    }

    private void memory(MemoryUse use, Tags tags, CheckRun run) throws CheckException {
        use.usage().ifPresent(bytes -> run.add(DockerMetrics.MEM_USAGE, bytes.longValue(), tags));
        use.limit().ifPresent(bytes -> run.add(DockerMetrics.MEM_LIMIT, bytes.longValue(), tags));
        use.percentUsed().ifPresent(percent -> run.add(DockerMetrics.MEM_PERCENT, percent, tags));
        if (detailed) {
            run.add(DockerMetrics.MEMORY, use.details(), tags);
        }
    }

    private void state(Container container, Tags tags, CheckRun run) throws CheckException, IOException {
        HttpReply reply = send(base + "/" + container.id() + "/json", run);
        if (reply.status() != GONE) {
            ContainerState.report(run.json(reply.ok()), tags, run);
        }
    }
}
