package io.puypuy.backend.pattoo;

import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.pattoo.document.AgentId;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.document.DocumentBuilder;
import io.puypuy.pattoo.document.DocumentReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a document of points and posts it. The same points give the same document as long as the settings are the same: its
 * time is that of its newest point, and pattoo's server, which takes documents in the order of their times, so gets a
 * backlog in the right one. Used by the thread that sends.
 */
final class PattooPoster {
    private static final Path KERNELS_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final String LOCALHOST = "localhost";

    private final BackendContext context;
    private final HttpRequest request;
    private final Path directory;
    private final String program;
    private final Optional<String> hostname;
    private final SpooledPoints spooled = new SpooledPoints();
    private final EncodeBuffer document = new EncodeBuffer();
    private final FailingDocument failing = new FailingDocument();
    private @Nullable AgentIdentity agent;

    /**
     * A poster that makes the agent's id when it is first needed.
     *
     * @param request its address lacks the agent's id
     * @param directory that has or gets the folder {@code agent_id}
     * @param hostname empty for the name that the kernel has
     */
    PattooPoster(
            BackendContext context, HttpRequest request, Path directory, String program, Optional<String> hostname) {
        this.context = context;
        this.request = request;
        this.directory = directory;
        this.program = program;
        this.hostname = hostname;
    }

    Endpoint endpoint() {
        return Endpoint.of(request);
    }

    Delivery post(EncodedPoints points) throws InterruptedException {
        AgentIdentity who;
        try {
            who = agent();
        } catch (IOException e) {
            return new Delivery.NotAllowed(e.getMessage() + "; check daemon_directory");
        }
        List<Delivery.Refusal> refusals = new ArrayList<>();
        byte[] posted = document(who, points, refusals);
        if (refusals.size() == points.count()) {
            return new Delivery.Refused(refusals);
        }
        HttpRequest own = request.address(DocumentReceiver.address(request.address(), who.id()));
        DocumentReceiver receiver = new DocumentReceiver(context.http(), own, "address");
        // The first, so that no older sample of its datapoint comes after it.
        Supplier<byte[]> first = () -> document(who, points.slice(0, 1), new ArrayList<>());
        Delivery delivery = failing.judge(posted, receiver.answer(posted), receiver, first);
        return delivery instanceof Delivery.Stored && !refusals.isEmpty() ? new Delivery.Refused(refusals) : delivery;
    }

    /** The document of points, without those that are none; empty if all are. */
    private byte[] document(AgentIdentity who, EncodedPoints points, List<Delivery.Refusal> refusals) {
        DocumentBuilder builder = new DocumentBuilder(who, context.period().toMillis());
        long newest = Long.MIN_VALUE;
        for (int i = 0; i < points.count(); i++) {
            try {
                SpooledPoints.Point point = spooled.read(points, i);
                builder.add(point.target(), point.datapoint());
                newest = Math.max(newest, point.timestampMillis());
            } catch (IllegalArgumentException e) {
                refusals.add(new Delivery.Refusal(i, String.valueOf(e.getMessage())));
            }
        }
        document.truncate(0);
        if (newest > Long.MIN_VALUE) {
            builder.writeTo(document, newest);
        }
        return document.toByteArray();
    }

    private AgentIdentity agent() throws IOException {
        @Nullable AgentIdentity known = agent;
        if (known == null) {
            known = new AgentIdentity(
                    AgentId.of(directory, program), program, hostname.orElseGet(PattooPoster::machine));
            agent = known;
        }
        return known;
    }

    /** Not from a name service, whose answers change: with the name all datapoints become others. */
    private static String machine() {
        try {
            String name = Files.readString(KERNELS_NAME).strip();
            return name.isEmpty() ? LOCALHOST : name;
        } catch (IOException e) {
            return LOCALHOST;
        }
    }
}
