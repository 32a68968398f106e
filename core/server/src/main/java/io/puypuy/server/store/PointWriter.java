package io.puypuy.server.store;

import io.puypuy.api.DataPoint;
import io.puypuy.api.PointStore.LeftOut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Brings points into their table, and their series into the catalogue. Used by {@code store-writer}. */
final class PointWriter {
    private static final long MICROS = 1_000;
    /** Of a point that is left out. */
    private static final int NONE = -1;

    private final QuestDatabase database;
    private final Catalogue catalogue;

    PointWriter(QuestDatabase database, Catalogue catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    /** Stores points and says which were left out. */
    List<LeftOut> write(List<DataPoint> points, Retention.Kept kept) throws IOException {
        List<LeftOut> left = new ArrayList<>();
        int[] ids = new int[points.size()];
        for (int i = 0; i < ids.length; i++) {
            DataPoint point = points.get(i);
            ids[i] = NONE;
            // What retention would drop with its day, at once.
            if (point.timestampMillis() < kept.oldestMillis()) {
                left.add(new LeftOut(i, "the store keeps no points of this age; see retention_days in [Server]"));
                continue;
            }
            OptionalInt id = catalogue.idOf(point);
            if (id.isEmpty()) {
                left.add(new LeftOut(i, "the store has " + catalogue.most() + " series and takes no new ones"));
            } else {
                ids[i] = id.getAsInt();
            }
        }
        catalogue.flush();
        if (left.size() < ids.length) {
            add(points, ids);
        }
        return left;
    }

    private void add(List<DataPoint> points, int[] ids) throws IOException {
        RowsTable table = database.points();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != NONE) {
                DataPoint point = points.get(i);
                table.add(Math.multiplyExact(point.timestampMillis(), MICROS), ids[i], StoredSeries.bits(point));
                catalogue.seen(ids[i], point.timestampMillis());
            }
        }
        table.commit();
        database.apply(table);
    }
}
