package io.puypuy.engine.spool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders to the owner of a spool, in its folder {@code orders/}. One side gives them and waits for the answer, the owner
 * looks now and then; each side has an object of its own, used by one thread.
 */
public final class SpoolOrders {
    static final String FOLDER = "orders";
    private static final Logger LOG = LoggerFactory.getLogger(SpoolOrders.class);

    private final Path folder;
    private final SpoolFiles files;
    /** Orders that were carried out in this life and whose file could not be changed: not to be done once more. */
    private final Set<String> done = new HashSet<>();

    private boolean fresh = true;

    /**
     * To give orders.
     *
     * @param spool the folder of one backend
     */
    public SpoolOrders(Path spool) {
        this(spool, SpoolFiles.disk());
    }

    SpoolOrders(Path spool, SpoolFiles files) {
        this.folder = spool.resolve(FOLDER);
        this.files = files;
    }

    public void give(SpoolOrder order) throws IOException {
        files.createFolder(folder);
        files.write(folder.resolve(order.fileName()), new byte[0], 0);
    }

    /** The answer, if there is one; it is there once. */
    public Optional<SpoolOrder.Answer> takeAnswer(SpoolOrder order) throws IOException {
        for (String file : names()) {
            SpoolOrder.Answer answer = order.answerIn(file);
            if (answer != null) {
                files.delete(folder.resolve(file));
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try {
            files.list(folder, names::add);
        } catch (NoSuchFileException never) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /** Carries out what was ordered, each order once. Whether one of them was to try again. */
    boolean obey(Spool spool, RejectedFiles rejected) {
        boolean first = fresh;
        fresh = false;
        boolean again = false;
        try {
            List<String> names = names();
            done.retainAll(names);
            for (String name : names) {
                SpoolOrder order = SpoolOrder.parse(name);
                if (order != null && !done.contains(name)) {
                    again |= order.kind() == SpoolOrder.Kind.RETRY;
                    SpoolOrder.Answer answer = obey(order, spool, rejected);
                    done.add(name);
                    files.rename(folder.resolve(name), folder.resolve(order.fileName(answer)));
                } else if (first && SpoolOrder.isAnswer(name)) {
                    // Whoever asked has not waited for it.
                    files.delete(folder.resolve(name));
                }
            }
        } catch (IOException e) {
            LOG.warn("{}: an order cannot be carried out, or not answered", folder, e);
        }
        return again;
    }

    private SpoolOrder.Answer obey(SpoolOrder order, Spool spool, RejectedFiles rejected) throws IOException {
        SpoolOrder.Answer answer =
                switch (order.kind()) {
                    case RETRY -> rejected.putBack(order.upToMillis(), spool::putBack);
                    case DROP_WAITING -> new SpoolOrder.Answer(spool.dropUpTo(order.upToMillis()), 0);
                    case DROP_REJECTED -> rejected.drop(order.upToMillis());
                };
        LOG.info(
                "{}: as ordered by {}: {} points, {} are left",
                folder.getParent(),
                order.kind(),
                answer.points(),
                answer.left());
        return answer;
    }
}
