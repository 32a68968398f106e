package io.puypuy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TagsTest {
    @Test
    void keepsTheOrderButDoesNotCompareIt() {
        Tags one = Tags.of("core", "cpu0").and("mode", "idle");
        Tags other = Tags.of("mode", "idle").and("core", "cpu0");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString("{core=cpu0, mode=idle}");
        assertThat(other).hasToString("{mode=idle, core=cpu0}");
    }

    @Test
    void differsWhenAValueOrANameDiffers() {
        assertThat(Tags.of("a", "b")).isNotEqualTo(Tags.of("b", "a"));
        assertThat(Tags.of("a", "1").and("b", "2"))
                .isNotEqualTo(Tags.of("a", "2").and("b", "1"));
        assertThat(Tags.of("a", "1")).isNotEqualTo(Tags.of("a", "1").and("b", "2"));
    }

    @Test
    void replacesAValueInItsPlace() {
        assertThat(Tags.of("a", "1").and("b", "2").and("a", "3")).hasToString("{a=3, b=2}");
    }

    @Test
    void leavesEmptyValuesOut() {
        assertThat(Tags.of("a", "")).isEqualTo(Tags.none());
        assertThat(Tags.of("a", "1").and("b", "2").without("a")).isEqualTo(Tags.of("b", "2"));
        assertThat(Tags.of("a", "1").without("a").isEmpty()).isTrue();
    }

    @Test
    void findsValues() {
        Tags tags = Tags.of(Map.of("a", "1"));

        assertThat(tags.value("a")).contains("1");
        assertThat(tags.value("b")).isEmpty();
        assertThat(tags.size()).isEqualTo(1);
    }

    @Test
    void othersWinWhenJoined() {
        assertThat(Tags.of("a", "1").and("b", "2").and(Tags.of("b", "3").and("c", "4")))
                .hasToString("{a=1, b=3, c=4}");
    }

    @Test
    void staysAsItIsWhenOthersAreMadeOfIt() {
        Tags tags = Tags.of("a", "1").and("b", "2").and("c", "3");

        assertThat(tags.and("b", "4")).hasToString("{a=1, b=4, c=3}");
        assertThat(tags.and(Tags.of("c", "5"))).hasToString("{a=1, b=2, c=5}");
        assertThat(tags.without("a")).hasToString("{b=2, c=3}");
        assertThat(tags.without("b")).hasToString("{a=1, c=3}");
        assertThat(tags.without("c")).hasToString("{a=1, b=2}");
        assertThat(tags.without("d")).isEqualTo(tags);
        assertThat(tags.and(Tags.none())).isEqualTo(tags);
        assertThat(Tags.none().and(tags)).isEqualTo(tags);
        assertThat(tags).hasToString("{a=1, b=2, c=3}");
    }

    @Test
    void ofAMapLeavesEmptyValuesOut() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("a", "1");
        tags.put("b", "");
        tags.put("c", "3");

        assertThat(Tags.of(tags)).isEqualTo(Tags.of("a", "1").and("c", "3")).hasToString("{a=1, c=3}");
        assertThat(Tags.of(Map.of("a", ""))).isEqualTo(Tags.none());
        assertThatThrownBy(() -> Tags.of(Map.of("", "1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnEmptyName() {
        assertThatThrownBy(() -> Tags.of("", "1")).isInstanceOf(IllegalArgumentException.class);
    }
}
