package io.puypuy.api.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusNamesTest {
    @ParameterizedTest
    @CsvSource({
        "mem_total, mem_total, mem_total",
        "_a9, _a9, _a9",
        "job:load:sum, job:load:sum, U__job_3a_load_3a_sum",
        "disk-usage, U__disk_2d_usage, U__disk_2d_usage",
        "disk_usage.free, U__disk__usage_2e_free, U__disk__usage_2e_free",
        "5min, U___35_min, U___35_min",
        "température, U__temp_e9_rature, U__temp_e9_rature",
        "a\uD83D\uDE00, U__a_1f600_, U__a_1f600_",
        "U__x, U__U____x, U__U____x",
        "__name__, __name__, U______name____"
    })
    void namesAreLegalAndLegalOnesStay(String name, String metric, String label) {
        assertThat(PrometheusNames.metric(name)).isEqualTo(metric).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
        assertThat(PrometheusNames.label(name)).isEqualTo(label).matches("[a-zA-Z_][a-zA-Z0-9_]*");
    }

    @Test
    void noTwoNamesBecomeOne() {
        String characters = "_-.:U3dA2e \u00e9\uD83D\uDE00\uD800";
        Map<String, String> metrics = new HashMap<>();
        Map<String, String> labels = new HashMap<>();
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(8); length >= 0; length--) {
                name.append(characters.charAt(random.nextInt(characters.length())));
            }
            String metric = PrometheusNames.metric(name.toString());
            String label = PrometheusNames.label(name.toString());
            assertThat(metrics.computeIfAbsent(metric, first -> name.toString()))
                    .isEqualTo(name.toString());
            assertThat(labels.computeIfAbsent(label, first -> name.toString())).isEqualTo(name.toString());
            assertThat(metric).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
            assertThat(label).matches("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");
        }
    }

    @Test
    void labelsAreInTheOrderOfTheirNames() {
        Series series = new Series(
                Metric.integer("jobs", "").type("depot"),
                new Origin("h", "c", "", "l"),
                Tags.of("queue", "a b").and("Zone", "1").and("dev-x", "x"));

        assertThat(PrometheusNames.labels(series).toString())
                .isEqualTo("{U__dev_2d_x=x, Zone=1, cluster=c, host=h, location=l, queue=a b, type=depot}");
    }
}
