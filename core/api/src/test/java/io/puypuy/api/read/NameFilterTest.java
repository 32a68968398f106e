package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFilterTest {
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "lo, lo, true",
        "lo, lowpan0, false",
        "veth*, veth12ab, true",
        "veth*, eth0, false",
        "*boot*, mmcblk0boot1, true",
        "mmcblk*boot*, mmcblk0p1, false",
        "*, anything, true",
        "a*b*c, axxbyyb, false",
        "a*b*c, abbcbc, true",
        "fuse.*, fuse.sshfs, true",
        "fuse.*, fuse, false"
    })
    void matchesWholeNames(String pattern, String name, boolean expected) {
        assertThat(new NameFilter(List.of("other", pattern)).matches(name)).isEqualTo(expected);
    }

    @Test
    void withoutPatternsNothingMatches() {
        assertThat(new NameFilter(List.of()).matches("")).isFalse();
    }
}
