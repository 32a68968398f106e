package io.puypuy.check.mysql;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which server answers, as far as statements differ.
 *
 * @param version major, minor and patch as one number: 8.0.36 is 80036
 */
record Product(boolean isMariaDb, int version) {
    private static final Pattern VERSION = Pattern.compile("(?:5\\.5\\.5-)?(\\d{1,3})\\.(\\d{1,2})\\.(\\d{1,2})(.*)");
    private static final int FIRST_WITH_REPLICA = 80_022;
    private static final double MILLIS = 1000;

    /** From the variable {@code version}, such as {@code 10.11.19-MariaDB-0+deb12u1} or {@code 8.0.36}. */
    static Product of(String text) {
        Matcher parts = VERSION.matcher(text);
        if (!parts.matches()) {
            return new Product(false, 0);
        }
        int version = Integer.parseInt(parts.group(1)) * 10_000
                + Integer.parseInt(parts.group(2)) * 100
                + Integer.parseInt(parts.group(3));
        return new Product(parts.group(4).contains("MariaDB"), version);
    }

    String replicaStatus() {
        if (isMariaDb) {
            return "SHOW ALL SLAVES STATUS";
        }
        return version >= FIRST_WITH_REPLICA ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";
    }

    String limitQueries(Duration limit) {
        return isMariaDb
                ? "SET SESSION max_statement_time = " + limit.toMillis() / MILLIS
                : "SET SESSION max_execution_time = " + limit.toMillis();
    }
}
