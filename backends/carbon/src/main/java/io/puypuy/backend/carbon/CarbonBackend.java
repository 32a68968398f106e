package io.puypuy.backend.carbon;

import io.puypuy.api.CheckException;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Series;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.PerSeries;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.api.read.Sockets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Delivers to Graphite's carbon, or to what speaks its protocols. Carbon answers nothing: points are stored when, after the
 * end of what we send, it has read everything and closed the connection in an orderly way. Each request has a connection of
 * its own and some frames. Carbon merges points of equal series and second.
 */
@Extension
public final class CarbonBackend implements Backend {
    private static final int FRAMES = 20;
    private static final int REQUEST_BYTES = 4 << 20;
    /** The operating system ends a path at 4,095 bytes, and carbon's own folder is before it. */
    private static final int MOST_PATH_BYTES = 3_900;
    /** Whisper keeps times in 32 bits. */
    private static final long MOST_SECONDS = 0xffff_ffffL;

    private static final int MOST_ANSWER_BYTES = 64 << 10;

    private @Nullable CarbonSettings configured;
    private @Nullable Sockets sockets;
    private PerSeries<byte[]> beginnings = new PerSeries<>(series -> new byte[0]);

    @Override
    public String type() {
        return "Carbon";
    }

    @Override
    public void configure(Settings settings, BackendContext context) {
        configured = CarbonSettings.from(settings);
        sockets = context.sockets();
        Function<Series, String> name =
                configured.format() == CarbonSettings.Format.TAGGED ? CarbonNames::tagged : CarbonNames::path;
        beginnings = new PerSeries<>(series -> Pickle.beginning(name.apply(series)));
    }

    @Override
    public Limits limits() {
        return new Limits(FRAMES * settings().framePoints(), REQUEST_BYTES);
    }

    @Override
    public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        // Before 1970 is -1 too, which carbon takes for now.
        long seconds = Math.floorDiv(point.timestampMillis(), 1000);
        if (seconds < 0 || seconds > MOST_SECONDS) {
            throw new UnsendablePointException("carbon takes times from 1970 to 2106, not " + point.timestampMillis());
        }
        byte[] beginning = beginnings.of(point.series());
        if (beginning.length > MOST_PATH_BYTES) {
            throw new UnsendablePointException("its path has more than " + MOST_PATH_BYTES + " bytes");
        }
        Pickle.point(beginning, seconds, point, out);
    }

    @Override
    public Optional<Endpoint> endpoint() {
        return Optional.of(new Endpoint(settings().host(), settings().port(), Optional.empty()));
    }

    @Override
    public Delivery send(EncodedPoints points) throws InterruptedException {
        CarbonSettings to = settings();
        Sockets.Peer.Tcp peer = new Sockets.Peer.Tcp(to.host(), to.port(), false);
        List<Delivery.Refusal> refusals = new ArrayList<>();
        try {
            String answer = sockets().deliver(peer, content(points, refusals, to), to.timeout(), MOST_ANSWER_BYTES);
            if (answer.isEmpty()) {
                return refusals.isEmpty() ? new Delivery.Stored() : new Delivery.Refused(refusals);
            }
            return new Delivery.NotAllowed(peer + " answered " + CheckException.quoted(answer)
                    + ", but carbon never answers; check address and protocol");
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("interrupted while sending").initCause(e);
            }
            return new Delivery.RetryLater(String.valueOf(e.getMessage()));
        }
    }

    private static Sockets.Content content(EncodedPoints points, List<Delivery.Refusal> refusals, CarbonSettings to) {
        if (to.protocol() == CarbonSettings.Protocol.PICKLE) {
            return out -> Pickle.writeFrames(points, to.framePoints(), to.frameBytes(), out);
        }
        EncodeBuffer lines = Lines.of(points, refusals);
        return out -> lines.view().transferTo(out);
    }

    private CarbonSettings settings() {
        if (configured == null) {
            throw new IllegalStateException("not configured");
        }
        return configured;
    }

    private Sockets sockets() {
        if (sockets == null) {
            throw new IllegalStateException("not configured");
        }
        return sockets;
    }
}
