package io.puypuy.server.store;

import io.questdb.cairo.ColumnType;
import io.questdb.cairo.PartitionBy;
import io.questdb.cairo.TableStructure;

/**
 * A table of the store: time, number of a series, and a value. Rows of equal time and series are merged, the later one
 * stays.
 */
final class RowsStructure implements TableStructure {
    /** Points of metrics; the value is a whole number, or the bits of a floating one, as the catalogue says. */
    static final RowsStructure POINTS = new RowsStructure("points", "bits", ColumnType.LONG);

    /** Numbers of datapoints, whose series say whether the value is a whole number or the bits of a floating one. */
    static final RowsStructure SAMPLES = new RowsStructure("samples", "bits", ColumnType.LONG);

    /** Texts of datapoints. */
    static final RowsStructure TEXTS = new RowsStructure("texts", "text", ColumnType.VARCHAR);

    static final int TIME = 0;
    static final int SERIES = 1;
    static final int VALUE = 2;

    private static final int MAX_UNCOMMITTED_ROWS = 100_000;

    private final String name;
    private final String[] columns;
    private final int[] types;

    private RowsStructure(String name, String valueColumn, int valueType) {
        this.name = name;
        columns = new String[] {"ts", "series", valueColumn};
        types = new int[] {ColumnType.TIMESTAMP, ColumnType.INT, valueType};
    }

    @Override
    public int getColumnCount() {
        return columns.length;
    }

    @Override
    public CharSequence getColumnName(int columnIndex) {
        return columns[columnIndex];
    }

    @Override
    public int getColumnType(int columnIndex) {
        return types[columnIndex];
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
    public String getTableName() {
        return name;
    }

    @Override
    public int getTimestampIndex() {
        return TIME;
    }

    @Override
    public boolean isDedupKey(int columnIndex) {
        return columnIndex != VALUE;
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
