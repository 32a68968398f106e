package io.puypuy.server.inventory;

import io.puypuy.pattoo.document.ReceivedDatapoint;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Changes that people make to charts, favorites and users. Each takes the inventory's monitor and is in the tables when it returns;
 * {@link Inventory#flush} makes it durable. What cannot be is an {@link IllegalArgumentException} with a sentence.
 */
public final class Changes {
    /** Rows that people add to a table, so that no script fills the memory. */
    private static final int MAX_ROWS = 200_000;

    private final Inventory inventory;
    private final Tables tables;

    Changes(Inventory inventory) {
        this.inventory = inventory;
        tables = inventory.tables();
    }

    static String checked(String text) {
        if (!ReceivedDatapoint.fits(text)) {
            throw new IllegalArgumentException("a text of " + text.codePointCount(0, text.length())
                    + " characters; at most " + Inventory.MAX_TEXT + " can be kept");
        }
        return text;
    }

    static String name(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return checked(text);
    }

    static int next(Rows<?> rows) {
        return next(rows, 0);
    }

    /**
     * The number of a row that people add.
     *
     * @param own how many of the rows nobody has added: each datapoint brings a chart and its place in it
     */
    private static int next(Rows<?> rows, int own) {
        if (rows.count() - own >= MAX_ROWS) {
            throw new IllegalArgumentException("there are " + MAX_ROWS + " of them already");
        }
        return rows.count() + 1;
    }

    private int ofDatapoints() {
        return tables.datapoints().count();
    }

    static <T extends Row> void exists(Rows<T> rows, int idx, String what) {
        if (rows.find(idx).isEmpty()) {
            throw new IllegalArgumentException("there is no " + what + " " + idx);
        }
    }

    private Marks made(boolean enabled) {
        Marks now = inventory.marks();
        return enabled ? now : now.changed(false, now.createdSeconds());
    }

    /** Marks of a row that is changed now. */
    public Marks changed(Row row, boolean enabled) {
        synchronized (inventory) {
            return row.marks().changed(enabled, inventory.marks().createdSeconds());
        }
    }

    private static <T extends Row> Optional<T> change(
            Rows<T> rows, int idx, UnaryOperator<T> change, Consumer<T> put, Consumer<T> line) {
        return rows.find(idx).map(row -> {
            T next = change.apply(row);
            put.accept(next);
            line.accept(next);
            return next;
        });
    }

    /** Adds a chart; the name may be empty. */
    public ChartRow addChart(String name, String checksum, boolean enabled) {
        synchronized (inventory) {
            ChartRow row = new ChartRow(
                    next(tables.charts(), ofDatapoints()), checked(name), checked(checksum), made(enabled));
            tables.put(row);
            inventory.lines().add(row);
            return row;
        }
    }

    /** Changes a chart; empty if there is none. */
    public Optional<ChartRow> changeChart(int idx, UnaryOperator<ChartRow> change) {
        synchronized (inventory) {
            return change(
                    tables.charts(),
                    idx,
                    row -> {
                        ChartRow next = change.apply(row);
                        checked(next.name());
                        checked(next.checksum());
                        return next;
                    },
                    tables::put,
                    inventory.lines()::add);
        }
    }

    /** Adds a datapoint to a chart. */
    public ChartDatapointRow addChartDatapoint(int datapoint, int chart, boolean enabled) {
        synchronized (inventory) {
            checkChartDatapoint(datapoint, chart, 0);
            ChartDatapointRow row = new ChartDatapointRow(
                    next(tables.chartDatapoints(), ofDatapoints()), datapoint, chart, made(enabled));
            tables.put(row);
            inventory.lines().add(row);
            return row;
        }
    }

    private void checkChartDatapoint(int datapoint, int chart, int self) {
        exists(tables.datapoints(), datapoint, "datapoint");
        exists(tables.charts(), chart, "chart");
        Rows<ChartDatapointRow> rows = tables.chartDatapoints();
        for (int idx = 1; idx <= rows.count(); idx++) {
            ChartDatapointRow row = rows.get(idx);
            if (row.idx() != self && row.datapoint() == datapoint && row.chart() == chart) {
                throw new IllegalArgumentException("the datapoint is in the chart already");
            }
        }
    }

    /** Changes a datapoint's place in a chart; empty if there is none. */
    public Optional<ChartDatapointRow> changeChartDatapoint(int idx, UnaryOperator<ChartDatapointRow> change) {
        synchronized (inventory) {
            return change(
                    tables.chartDatapoints(),
                    idx,
                    row -> {
                        ChartDatapointRow next = change.apply(row);
                        checkChartDatapoint(next.datapoint(), next.chart(), next.idx());
                        return next;
                    },
                    tables::put,
                    inventory.lines()::add);
        }
    }

    /** Adds a chart to a user's favorites. */
    public FavoriteRow addFavorite(int user, int chart, int order, boolean enabled) {
        synchronized (inventory) {
            exists(tables.users(), user, "user");
            exists(tables.charts(), chart, "chart");
            FavoriteRow row = new FavoriteRow(next(tables.favorites()), user, chart, order, made(enabled));
            tables.put(row);
            inventory.lines().add(row);
            return row;
        }
    }

    /** Changes a favorite; empty if there is none. */
    public Optional<FavoriteRow> changeFavorite(int idx, UnaryOperator<FavoriteRow> change) {
        synchronized (inventory) {
            return change(
                    tables.favorites(),
                    idx,
                    row -> {
                        FavoriteRow next = change.apply(row);
                        exists(tables.users(), next.user(), "user");
                        exists(tables.charts(), next.chart(), "chart");
                        return next;
                    },
                    tables::put,
                    inventory.lines()::add);
        }
    }

    /**
     * Adds a user.
     *
     * @param password as {@link Passwords#hash} gives it; empty for none
     */
    public UserRow addUser(
            String username, String firstName, String lastName, String password, int role, boolean enabled) {
        synchronized (inventory) {
            if (Tables.first(tables.users(), UserRow::username, username) != null) {
                throw new IllegalArgumentException("there is a user of this name already");
            }
            UserRow row = new UserRow(
                    next(tables.users()),
                    name("the name of the user", username),
                    checked(firstName),
                    checked(lastName),
                    password,
                    role,
                    true,
                    made(enabled));
            tables.put(row);
            inventory.lines().add(row);
            return row;
        }
    }

    /** Changes a user; empty if there is none. */
    public Optional<UserRow> changeUser(int idx, UnaryOperator<UserRow> change) {
        synchronized (inventory) {
            return change(
                    tables.users(),
                    idx,
                    row -> {
                        UserRow next = change.apply(row);
                        UserRow other = Tables.first(tables.users(), UserRow::username, next.username());
                        if (other != null && other.idx() != idx) {
                            throw new IllegalArgumentException("there is a user of this name already");
                        }
                        name("the name of the user", next.username());
                        checked(next.firstName());
                        checked(next.lastName());
                        return next;
                    },
                    tables::put,
                    inventory.lines()::add);
        }
    }
}
