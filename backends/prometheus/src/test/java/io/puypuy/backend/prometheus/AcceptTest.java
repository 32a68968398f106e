package io.puypuy.backend.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Prometheus 2.42, 2.28, 3.0, as they send it.
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1                                    | OPEN_METRICS",
                "application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1  | TEXT",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,"
                        + "*/*;q=0.2                                                                   | OPEN_METRICS",
                // A browser, curl, nothing.
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8                       | TEXT",
                "*/*                                                                                   | TEXT",
                "''                                                                                    | TEXT",
                "application/openmetrics-text                                                          | OPEN_METRICS",
                "Application/OpenMetrics-Text ; Version=\"1.0.0\" ; Q=0.2                              | OPEN_METRICS",
                "text/plain;q=0.4, application/openmetrics-text;q=0.5                                  | OPEN_METRICS",
                "text/plain;q=0.5, application/openmetrics-text;q=0.4                                  | TEXT",
                "application/openmetrics-text;q=0, */*;q=0.1                                           | TEXT",
                "text/plain;q=0, */*;q=0.1                                                             | OPEN_METRICS",
                "application/*, text/*;q=0.9                                                           | OPEN_METRICS",
                "application/*;q=0.9, application/openmetrics-text;q=0.1, text/*;q=0.5                 | TEXT",
                "application/openmetrics-text;version=2.0.0, text/plain;q=0.1                          | TEXT",
                "application/openmetrics-text;q=7                                                      | TEXT",
                "application/openmetrics-text;q=x                                                      | TEXT",
                "application/json                                                                      | TEXT",
                ",;=,;q=,/                                                                             | TEXT"
            })
    void choosesWhatTheClientLikesBest(String header, PageFormat expected) {
        assertThat(Accept.best(header)).isEqualTo(expected);
    }
}
