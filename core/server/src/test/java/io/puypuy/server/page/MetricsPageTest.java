package io.puypuy.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.server.page.Browser.Theme;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

@ExtendWith(Browser.Lent.class)
final class MetricsPageTest {
    private static final int MOST_TABS = 12;
    private static final String SERIES = "document.querySelectorAll('#metrics .legend tbody tr').length";

    private static PageServer server;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        server = PageServer.start(folder, Fixture::well);
        server.append(Fixture.points(System.currentTimeMillis()));
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void findsAMetricWithNothingButKeys(Browser browser) throws IOException {
        browser.open(server.address(""));
        browser.await("document.getElementById('facts').textContent !== ''");
        tabTo(browser, "tab-metrics");
        press(browser, Keys.ENTER);
        browser.await("!document.getElementById('metrics').hidden");
        tabTo(browser, "metric");
        press(browser, "s_rx");
        browser.await("document.querySelectorAll('#metric-list li').length === 1");
        assertThat(browser.text("#metric-list")).contains("bytes_rx", "bytes/s", "2 series");
        press(browser, Keys.ARROW_DOWN, Keys.ENTER);
        browser.await(SERIES + " === 2");
        assertThat(browser.text("#metrics .legend")).contains(Fixture.HOST, Fixture.OTHER_HOST);
        browser.screenshot("metrics");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void saysThatNoMetricHasSuchAName(Browser browser) {
        browser.open(server.address("#view=metrics"));
        browser.find("#metric").sendKeys("nothing_like_that");
        browser.await("document.querySelector('.popup .hint').textContent === 'No metric has this in its name.'");
        press(browser, Keys.ESCAPE);
        assertThat(browser.find(".popup").isDisplayed()).isFalse();
    }

    @Test
    void filtersByTags(Browser browser) {
        browser.open(server.address("#view=metrics&metric=cpu_user"));
        browser.await(SERIES + " === 4");
        chip(browser, "core0");
        browser.await(SERIES + " === 2");
        chip(browser, Fixture.OTHER_HOST);
        browser.await(SERIES + " === 1");
        assertThat(browser.run("return location.hash").toString())
                .contains("tag.core=core0", "tag.host=" + Fixture.OTHER_HOST);
        chip(browser, "core0");
        browser.await(SERIES + " === 2");
    }

    @Test
    void asksAgainForTagsThatWereNotAnswered(Browser browser) {
        browser.open(server.address("#view=metrics"));
        browser.await("document.querySelector('#metrics .empty') !== null");
        browser.run("const real = window.fetch; let failed = false; window.fetch = (address, options) => {"
                + " if (!failed && String(address).includes('/tags?')) {"
                + " failed = true; return Promise.reject(new TypeError('for a test')); }"
                + " return real(address, options); }; location.hash = '#view=metrics&metric=cpu_user'; return null");
        browser.await("document.querySelector('#metrics [data-value=core0]') !== null");
        assertThat(browser.text("#metrics .about")).contains("time in programs");
    }

    @Test
    void showsWhatASharedAddressSays(Browser browser) {
        browser.open(server.address("#view=metrics&metric=cpu_user&agg=max&range=1h&tag.host=db-01&tag.core=all"));
        browser.await(SERIES + " === 1");
        assertThat(browser.find("#agg").getDomProperty("value")).isEqualTo("max");
        assertThat(browser.find("[data-range='1h']").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        assertThat(browser.text("#metrics .about")).contains("time in programs", "percent");
        browser.choose("agg", "min");
        browser.await("location.hash.includes('agg=min')");
        browser.find("[data-range='365d']").click();
        browser.await(
                "Chart.getChart(document.querySelector('#metrics canvas')).scales.x.min < Date.now() - 364 * 86400000");
        assertThat(browser.run("return " + SERIES)).isEqualTo(1L);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void hostileNamesAreShownAsText(Browser browser) {
        String hash = "#view=metrics&metric=" + URLEncoder.encode(Fixture.HOSTILE_METRIC, StandardCharsets.UTF_8);
        browser.open(server.address(hash), 400, 900, Theme.LIGHT);
        browser.await(SERIES + " === 1");
        assertThat(browser.text("#metrics h2")).isEqualTo(Fixture.HOSTILE_METRIC);
        assertThat(browser.text("#metrics .legend")).contains(Fixture.HOSTILE_TAG);
        assertThat(browser.driver().findElements(By.cssSelector("main img, main script, main i")))
                .isEmpty();
        assertThat(browser.driver().getTitle()).doesNotContain("stolen");
        assertThat(browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
        assertThat(browser.errors()).isEmpty();
    }

    private static void chip(Browser browser, String value) {
        browser.await("document.querySelector(\"[data-value='" + value + "']\") !== null");
        browser.find("[data-value='" + value + "']").click();
    }

    private static void press(Browser browser, CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    /** Presses Tab until the element has the focus, and sees that the focus is visible. */
    private static void tabTo(Browser browser, String id) {
        for (int i = 0; i < MOST_TABS && !id.equals(browser.run("return document.activeElement.id")); i++) {
            press(browser, Keys.TAB);
        }
        assertThat(browser.run("return document.activeElement.id")).isEqualTo(id);
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }
}
