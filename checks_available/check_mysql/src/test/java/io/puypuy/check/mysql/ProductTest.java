package io.puypuy.check.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {
    @ParameterizedTest
    @CsvSource({
        "10.11.19-MariaDB-0+deb12u1, SHOW ALL SLAVES STATUS",
        "5.5.5-10.1.48-MariaDB, SHOW ALL SLAVES STATUS",
        "8.0.22, SHOW REPLICA STATUS",
        "8.4.3-commercial, SHOW REPLICA STATUS",
        "8.0.21, SHOW SLAVE STATUS",
        "5.5.62-log, SHOW SLAVE STATUS",
        "unknown, SHOW SLAVE STATUS"
    })
    void knowsTheStatementOfTheVersion(String version, String statement) {
        assertThat(Product.of(version).replicaStatus()).isEqualTo(statement);
    }
}
