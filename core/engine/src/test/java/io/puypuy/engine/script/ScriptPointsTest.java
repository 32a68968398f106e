package io.puypuy.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptPointsTest {
    private static final Origin ORIGIN = new Origin("host-1", "c", "g", "l");

    private final ScriptCounters counters = new ScriptCounters();
    private final ScriptPoints scriptPoints = new ScriptPoints(ORIGIN, Duration.ofSeconds(10), counters);
    private final List<DataPoint> points = new ArrayList<>();
    private Instant time = Instant.ofEpochMilli(1_700_000_000_000L);

    private void run(String... lines) throws BadLineException {
        scriptPoints.begin();
        for (String line : lines) {
            scriptPoints.add(ScriptLine.parse(line), time, points::add);
        }
        time = time.plusSeconds(10);
    }

    @Test
    void stackIsSentAsItIsWithTypeOriginAndTags() throws Exception {
        run("disk_used 7 storage stack disk=sda");
        DataPoint point = points.get(0);
        assertThat(point.series().allTags())
                .hasToString("{host=host-1, type=storage, cluster=c, group=g, location=l, disk=sda}");
        assertThat(point.floating()).isEqualTo(7);
        assertThat(point.isInteger()).isFalse();
        assertThat(point.timestampMillis()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void rateNeedsTwoRuns() throws Exception {
        run("requests 9007199254740993 web rate");
        assertThat(points).isEmpty();
        run("requests 9007199254741003 web rate");
        assertThat(points).singleElement().extracting(DataPoint::floating).isEqualTo(1.0);
    }

    @Test
    void restartIsCounted() throws Exception {
        run("requests 100 web rate");
        run("requests 5 web rate");
        assertThat(points).isEmpty();
        assertThat(counters.resets()).isEqualTo(1);
    }

    @Test
    void tagHostReplacesTheMachine() throws Exception {
        run("up 1 t stack host=web-2 port=80");
        assertThat(points.get(0).series().origin().host()).isEqualTo("web-2");
        assertThat(points.get(0).series().tags()).hasToString("{port=80}");
    }

    @Test
    void oneInstanceForEachSeries() throws Exception {
        run("a 1 t stack x=1");
        run("a 2 t stack x=1");
        assertThat(points.get(1).series()).isSameAs(points.get(0).series());
    }

    @Test
    void secondPointOfASeriesIsABadLine() {
        assertThatThrownBy(() -> run("a 1 t stack x=1 y=2", "a 1 t stack x=2", "a 2 t stack y=2 x=1"))
                .hasMessage("the same name and tags as an earlier line");
        assertThat(points).hasSize(2);
    }

    @Test
    void nameHasOneStyleAndType() {
        assertThatThrownBy(() -> run("a 1 t stack", "a 2 t rate x=1")).hasMessageStartingWith("another style or type");
        assertThatThrownBy(() -> run("a 1 t stack", "a 2 u stack x=1")).hasMessageStartingWith("another style or type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u3000 1 t stack", "b 1 \u3000\u2003 stack"})
    void nameOrTypeOfForeignBlanksCostsItsLineOnly(String line) throws Exception {
        assertThatThrownBy(() -> run("a 1 t stack", line)).isInstanceOf(BadLineException.class);
        run("c 1 t stack");
        assertThat(points).extracting(DataPoint::name).containsExactly("a", "c");
    }

    @Test
    void valueThatIsNoNumberIsDroppedAndCounted() throws Exception {
        run("a nan t stack", "b -inf t rate", "c 1 t stack");
        assertThat(points).extracting(DataPoint::name).containsExactly("c");
        assertThat(counters.notFinite()).isEqualTo(2);
    }
}
