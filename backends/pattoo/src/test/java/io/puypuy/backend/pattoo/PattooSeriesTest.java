package io.puypuy.backend.pattoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.UnsendablePointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PattooSeriesTest {
    private static final Origin ORIGIN = new Origin("host.example.org", "cluster1", "group1", "");

    private static PattooSeries of(String name, Tags tags) throws UnsendablePointException {
        return PattooSeries.of(new Series(Metric.floating(name, ""), ORIGIN, tags), "puypuy");
    }

    @Test
    void whatEveryPointHasComesFirstAndTheRestIsSorted() throws Exception {
        PattooSeries series = of("load", Tags.of("zone", "z").and("core", "0").and("b", "1"));
        assertThat(series.target()).isEqualTo("host.example.org");
        assertThat(series.key()).isEqualTo("load");
        assertThat(series.metadata())
                .hasToString("{type=untyped, cluster=cluster1, group=group1, b=1, core=0, zone=z}")
                .isEqualTo(of("load", Tags.of("b", "1").and("zone", "z").and("core", "0"))
                        .metadata());
    }

    @Test
    void aTagOfTheCheckReplacesOneThatEveryPointHas() throws Exception {
        assertThat(of("load", Tags.of("cluster", "other").and("host", "x")).metadata())
                .hasToString("{type=untyped, cluster=other, group=group1, host=x}");
    }

    @ParameterizedTest
    @CsvSource({
        "pattoo_points, p_attoo_points",
        "my_PattOO, my_p_attoo",
        "p_attoo, p__attoo",
        "p__attoopattoo, p___attoop_attoo",
        "Heap Used, heap used",
        "ΟΔΟΣ, οδος"
    })
    void aNameThatPattooWouldChangeIsKeptBesideItsKey(String name, String key) throws Exception {
        PattooSeries series = of(name, Tags.none());
        assertThat(series.key()).isEqualTo(key);
        assertThat(series.metadata()).containsEntry("metric", name);
        assertThat(of("load", Tags.none()).metadata()).doesNotContainKey("metric");
    }

    @Test
    void noTagIsLostToAnother() throws Exception {
        Tags tags = Tags.of("a", "1")
                .and("A", "2")
                .and(" a ", "3")
                .and("pattoo_key", "4")
                .and("metric", "5");
        assertThat(of("Load", tags).metadata())
                .hasToString(
                        "{metric=Load, type=untyped, cluster=cluster1, group=group1, a=3, a_2=2, a_3=1, metric_2=5,"
                                + " p_attoo_key=4}");
    }

    @Test
    void refusesWhatPattooCannotStore() throws Exception {
        String fits = "x".repeat(512);
        assertThat(of("load", Tags.of("a", fits)).metadata()).containsEntry("a", fits);
        assertThatThrownBy(() -> of("load", Tags.of("a", fits + "y")))
                .isInstanceOf(UnsendablePointException.class)
                .hasMessage("the value of the tag a has 513 bytes, pattoo stores 512");
        assertThatThrownBy(() -> of("load", Tags.of("a", "ö".repeat(300)))).hasMessageContaining("600 bytes");
        assertThatThrownBy(() -> of("l".repeat(506), Tags.none())).hasMessageContaining("the name has 513 bytes");
        assertThatThrownBy(() -> of("load", Tags.of("t".repeat(506), "1"))).hasMessageContaining("name of a tag");
        Series nowhere = new Series(Metric.floating("load", ""), ORIGIN.withHost(" "), Tags.none());
        assertThatThrownBy(() -> PattooSeries.of(nowhere, "puypuy")).hasMessageContaining("no host");
    }
}
