package io.puypuy.server.store;

import io.questdb.cairo.ColumnType;
import io.questdb.cairo.PartitionBy;
import io.questdb.cairo.TableStructure;

/**
 * The one table: time, number of the series in the catalogue, and the value: a whole number, or the bits of a floating
 * one, as the catalogue says. Rows of equal time and series are merged.
 */
final class PointsStructure implements TableStructure {
    static final String NAME = "points";
    static final int TIME = 0;
    static final int SERIES = 1;
    static final int BITS = 2;

    private static final String[] COLUMNS = {"ts", "series", "bits"};
    private static final int[] TYPES = {ColumnType.TIMESTAMP, ColumnType.INT, ColumnType.LONG};
    private static final int MAX_UNCOMMITTED_ROWS = 100_000;

    @Override
    public int getColumnCount() {
        return COLUMNS.length;
    }

    @Override
    public CharSequence getColumnName(int columnIndex) {
        return COLUMNS[columnIndex];
    }

    @Override
    public int getColumnType(int columnIndex) {
        return TYPES[columnIndex];
    }

    @Override
    public int getIndexBlockCapacity(int columnIndex) {
        return 0;
    }

    @Override
    public int getMaxUncommittedRows() {
        return MAX_UNCOMMITTED_ROWS;
    }

    @Override
    public long getO3MaxLag() {
        return 0;
    }

    @Override
    public int getPartitionBy() {
        return PartitionBy.DAY;
    }

    @Override
    public boolean getSymbolCacheFlag(int columnIndex) {
        return false;
    }

    @Override
    public int getSymbolCapacity(int columnIndex) {
        return 0;
    }

    @Override
    public CharSequence getTableName() {
        return NAME;
    }

    @Override
    public int getTimestampIndex() {
        return TIME;
    }

    @Override
    public boolean isDedupKey(int columnIndex) {
        return columnIndex != BITS;
    }

    @Override
    public boolean isIndexed(int columnIndex) {
        return false;
    }

    @Override
    public boolean isWalEnabled() {
        return true;
    }
}
