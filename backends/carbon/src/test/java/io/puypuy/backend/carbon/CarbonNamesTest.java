package io.puypuy.backend.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.testkit.backend.Points;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarbonNamesTest {
    private static final Origin ORIGIN = new Origin("web1.example.org", "prod", "shop", "east-2");

    private static Series series(Origin origin, String name, Tags tags) {
        return new Series(Metric.integer(name, "").type("system"), origin, tags);
    }

    private static Series series(String name, Tags tags) {
        return series(ORIGIN, name, tags);
    }

    @Test
    void hasThePredecessorsOrder() {
        assertThat(CarbonNames.path(
                        series("drive_bytes", Tags.of("device", "sda").and("mount", "rootfs"))))
                .isEqualTo("prod.shop.web1_example_org.east-2.system.sda.rootfs.drive_bytes");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        Origin origin = new Origin("web1", "prod", "", "");
        assertThat(CarbonNames.path(series(origin, "load", Tags.none()))).isEqualTo("prod.web1.system.load");
    }

    @ParameterizedTest
    @CsvSource({
        "eth0:1, eth0:1",
        "a.b, a%2Eb",
        "/var/log, %2Fvar%2Flog",
        "two words, two%20words",
        "50%, 50%25",
        "*, %2A",
        "é, %C3%A9",
        "𝄞, %F0%9D%84%9E"
    })
    void escapesWhatAPathCannotHave(String value, String component) {
        assertThat(CarbonNames.path(series("load", Tags.of("tag", value))))
                .isEqualTo("prod.shop.web1_example_org.east-2.system." + component + ".load");
    }

    @ParameterizedTest
    @CsvSource({
        "web1.example.org, web1_example_org",
        "web_1, web%5F1",
        "web1_example_org, web1%5Fexample%5Forg",
        "10.0.0.1, 10_0_0_1"
    })
    void hostsOfDifferentNamesStayDifferent(String host, String component) {
        assertThat(CarbonNames.path(series(new Origin(host, "", "", ""), "load", Tags.none())))
                .isEqualTo(component + ".system.load");
    }

    @ParameterizedTest
    @CsvSource({"app.requests, app.requests", "a..b, a%2E%2Eb", ".a, %2Ea", "a., a%2E", "my name, my%20name"})
    void dotsOfANameAreFolders(String name, String end) {
        assertThat(CarbonNames.path(series(new Origin("h", "", "", ""), name, Tags.none())))
                .isEqualTo("h.system." + end);
    }

    @Test
    void aLongValueIsCutAndStaysDifferent() {
        String first = CarbonNames.path(series("load", Tags.of("tag", "x".repeat(1000))));
        String second = CarbonNames.path(series("load", Tags.of("tag", "x".repeat(999) + "y")));
        assertThat(first).isNotEqualTo(second);
        assertThat(List.of(first.split("\\.", -1))).allMatch(part -> part.length() <= 240);
        assertThat(first).matches(".*\\.x{206}%-[0-9a-f]{32}\\.load");
    }

    @Test
    void ordersTagsAsCarbonDoes() {
        Tags tags = Tags.of("zone", "z").and("a-b", "2").and("a", "1").and("mount", "/var");
        assertThat(CarbonNames.tagged(series("drive_bytes", tags)))
                .isEqualTo("drive_bytes;a-b=2;a=1;cluster=prod;group=shop;host=web1.example.org;location=east-2"
                        + ";mount=/var;type=system;zone=z");
    }

    @Test
    void escapesWhatATagCannotHave() {
        Origin origin = new Origin("h", "", "", "");
        Tags tags = Tags.of("k;!^=", "a;b=c").and("name", "~x").and("t", "a b\n'\"%");
        assertThat(CarbonNames.tagged(series(origin, "~load;", tags)))
                .isEqualTo("%7Eload%3B;%6Eame=%7Ex;host=h;k%3B%21%5E%3D=a%3Bb=c;t=a%20b%0A%27%22%25;type=system");
    }

    @Test
    void namesOfDifferentSeriesDiffer() {
        assertDifferent(CarbonNames::path, "[\\w:@%-]+(\\.[\\w:@%-]+)*");
        assertDifferent(CarbonNames::tagged, "[!-:<-}][!-:<-~]*(;[^;!^=~ ]+=[!-:<-}][!-:<-~]*)+");
    }

    private static void assertDifferent(Function<Series, String> naming, String legal) {
        Random random = new Random(1);
        Map<String, Series> known = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            Origin origin = new Origin(text(random), "c" + text(random), "g", "l");
            Series series = series(origin, "n" + text(random), Tags.of("a", "v" + text(random)));
            String name = naming.apply(series);
            Series other = known.putIfAbsent(name, series);
            assertThat(other == null || other.equals(series))
                    .as("%s of %s and %s", name, series, other)
                    .isTrue();
            assertThat(name).matches(legal);
        }
    }

    private static String text(Random random) {
        String characters = "ab._%~;=/ -é2E\uD834\uDD1E";
        StringBuilder text = new StringBuilder("h");
        for (int left = random.nextInt(4); left > 0; left--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    @Test
    void everyShapeHasANameOfItsOwn() {
        Map<String, Series> known = new HashMap<>();
        Points.ofAllShapes(10_000, 0, 1, 1).forEach(point -> {
            assertThat(known.put(CarbonNames.path(point.series()), point.series()))
                    .isNull();
            assertThat(known.put(CarbonNames.tagged(point.series()), point.series()))
                    .isNull();
        });
    }
}
