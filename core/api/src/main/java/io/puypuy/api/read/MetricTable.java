package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.NumberType;
import io.puypuy.api.Tags;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which field of a reply becomes which metric: for most checks, all there is to say. Immutable.
 *
 * <pre>{@code
 * private static final MetricTable TABLE = MetricTable.builder()
 *         .required("MemTotal", Metric.integer("mem_total", "bytes").type("system"), 1024)
 *         .optional("MemAvailable", Metric.integer("mem_available", "bytes").type("system"), 1024)
 *         .build();
 * }</pre>
 */
public final class MetricTable {
    private final List<Row> rows;

    private record Row(String field, Metric metric, double factor, boolean required) {}

    private MetricTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The metrics in the order of the table. */
    public List<Metric> metrics() {
        // No stream: this runs at the start of the daemon, where the first one costs milliseconds.
        Set<Metric> metrics = new LinkedHashSet<>();
        for (Row row : rows) {
            metrics.add(row.metric());
        }
        return List.copyOf(metrics);
    }

    /**
     * Reports each row whose field is there. All fields are read before the first is reported, so that a reply of
     * another form gives no points.
     *
     * @throws CheckException if a required field is missing, or a field is not a number of the metric's type
     */
    public void report(Fields fields, Tags tags, CheckRun run) throws CheckException {
        List<Optional<Number>> numbers = new ArrayList<>(rows.size());
        for (Row row : rows) {
            numbers.add(read(row, fields));
        }
        for (int i = 0; i < rows.size(); i++) {
            if (numbers.get(i).isPresent()) {
                report(rows.get(i).metric(), numbers.get(i).get(), tags, run);
            }
        }
    }

    private static Optional<Number> read(Row row, Fields fields) throws CheckException {
        Optional<Number> number = fields.number(row.field());
        if (number.isEmpty()) {
            if (row.required()) {
                throw new CheckException("the reply has no " + CheckException.quoted(row.field()));
            }
            return number;
        }
        Number scaled = scaled(number.get(), row);
        if (row.metric().numberType() == NumberType.INTEGER && scaled instanceof Double) {
            throw new CheckException(
                    CheckException.quoted(row.field()) + " is " + number.get() + ", expected a whole number");
        }
        return Optional.of(scaled);
    }

    private static Number scaled(Number number, Row row) throws CheckException {
        double factor = row.factor();
        if (factor == 1) {
            return number;
        }
        if (number instanceof Long && factor == Math.rint(factor)) {
            try {
                return Math.multiplyExact(number.longValue(), (long) factor);
            } catch (ArithmeticException e) {
                throw new CheckException(
                        CheckException.quoted(row.field()) + " is " + number + ", too large for "
                                + row.metric().unit(),
                        e);
            }
        }
        return FieldNumber.of(number.doubleValue() * factor);
    }

    private static void report(Metric metric, Number number, Tags tags, CheckRun run) {
        if (number instanceof Long) {
            run.add(metric, number.longValue(), tags);
        } else {
            run.add(metric, number.doubleValue(), tags);
        }
    }

    /** Collects the rows of a table. */
    public static final class Builder {
        private final List<Row> rows = new ArrayList<>();

        private Builder() {}

        /** A field without which the reply is of another form. */
        public Builder required(String field, Metric metric) {
            return required(field, metric, 1);
        }

        /** As above; the field's number times {@code factor} is the metric's. */
        public Builder required(String field, Metric metric, double factor) {
            rows.add(new Row(field, metric, factor, true));
            return this;
        }

        /** As above; the field has the metric's name. */
        public Builder required(Metric metric) {
            return required(metric.name(), metric);
        }

        /** A field that only some versions have. */
        public Builder optional(String field, Metric metric) {
            return optional(field, metric, 1);
        }

        /** As above; the field's number times {@code factor} is the metric's. */
        public Builder optional(String field, Metric metric, double factor) {
            rows.add(new Row(field, metric, factor, false));
            return this;
        }

        /** As above; the field has the metric's name. */
        public Builder optional(Metric metric) {
            return optional(metric.name(), metric);
        }

        public MetricTable build() {
            return new MetricTable(rows);
        }
    }
}
