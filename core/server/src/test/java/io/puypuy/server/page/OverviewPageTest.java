package io.puypuy.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.server.page.Browser.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

@ExtendWith(Browser.Lent.class)
final class OverviewPageTest {
    private static final String CPU = "Chart.getChart(document.querySelector('#overview canvas'))";
    private static final String CPU_DRAWN = CPU + ".data.datasets.length === 3";
    private static final String CPU_SPAN = CPU + ".scales.x.max - " + CPU + ".scales.x.min";
    private static final long QUARTER_HOUR = 15 * 60_000;

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
    void drawsTheChartsOfTheHost(Browser browser) throws IOException {
        open(browser);
        assertThat(browser.text("#facts")).contains(Fixture.HOST, "production", "1.2.3", "38 ms");
        assertThat(browser.panel("CPU").getText()).contains("user", "system", "waiting for I/O", "%");
        assertThat(browser.panel("Memory").getText()).contains("8 GiB");
        assertThat(browser.panel("Network").getText()).contains("eth0 received", "eth0 sent", "MiB/s");
        assertThat(browser.panel("Disk space in use").getText()).contains("rootfs");
        browser.await(CPU + ".data.datasets[0].data.length > 100");
        browser.screenshot("overview-light");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void zoomsToTheSpanThatIsDraggedAndGoesBack(Browser browser) {
        open(browser);
        WebElement chart = browser.find("#overview .surface");
        int width = chart.getSize().getWidth();
        new Actions(browser.driver())
                .moveToElement(chart, -width / 8, 0)
                .clickAndHold()
                .moveByOffset(width / 8, 0)
                .moveByOffset(width / 8, 0)
                .release()
                .perform();
        browser.await(CPU_SPAN + " < " + QUARTER_HOUR / 2);
        assertThat(browser.run("return location.hash").toString()).contains("from=", "to=");
        browser.await("new Set([...document.querySelectorAll('#overview .surface:not([hidden]) canvas')]"
                + ".map((c) => Chart.getChart(c).scales.x.min)).size === 1");
        assertThat(browser.find("#live").getDomAttribute("aria-pressed")).isEqualTo("false");
        browser.find("#reset").click();
        browser.await(CPU_SPAN + " > " + (QUARTER_HOUR - 2 * Fixture.STEP_MILLIS));
        assertThat(browser.run("return location.hash").toString()).doesNotContain("from=");
    }

    @Test
    void readsAndZoomsWithKeys(Browser browser) {
        open(browser);
        browser.run("document.querySelector('#overview .surface').focus()");
        press(browser, Keys.END, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        browser.await("document.getElementById('announcement').textContent.includes('user')");
        new Actions(browser.driver())
                .keyDown(Keys.SHIFT)
                .sendKeys(Keys.PAGE_UP)
                .keyUp(Keys.SHIFT)
                .sendKeys(Keys.ENTER)
                .perform();
        browser.await(CPU_SPAN + " < " + QUARTER_HOUR / 2);
        press(browser, Keys.ESCAPE);
        browser.await("!location.hash.includes('from=')");
        browser.await(CPU_SPAN + " > " + QUARTER_HOUR / 2);
    }

    @Test
    void showsValuesAtThePointerAndTheMomentInAllCharts(Browser browser) throws IOException {
        open(browser);
        new Actions(browser.driver())
                .moveToElement(browser.find("#overview .surface"))
                .perform();
        browser.await("document.querySelector('#overview .readout').textContent.includes('user')");
        assertThat(browser.driver()
                        .findElements(By.cssSelector("#overview .surface:not([hidden]) .cursor:not([hidden])")))
                .hasSize(7);
        browser.screenshot("overview-readout");
    }

    @Test
    void hidesASeriesAndKeepsThatInTheAddress(Browser browser) {
        open(browser);
        WebElement user = browser.find("#overview .legend button");
        user.sendKeys(Keys.ENTER);
        browser.await(CPU + ".data.datasets[0].hidden");
        assertThat(user.getDomAttribute("aria-pressed")).isEqualTo("false");
        browser.driver().navigate().refresh();
        browser.await(CPU + ".data.datasets[0].hidden");
        browser.find("#overview .legend button").click();
        browser.await("!" + CPU + ".data.datasets[0].hidden");
        assertThat(browser.run("return location.hash").toString()).doesNotContain("hide=");
    }

    @Test
    void showsTheHostThatIsChosen(Browser browser) {
        open(browser);
        browser.choose("host", Fixture.OTHER_HOST);
        browser.await("location.hash.includes('host=" + Fixture.OTHER_HOST + "')");
        browser.driver().navigate().back();
        browser.await("document.getElementById('host').value === '" + Fixture.HOST + "'");
    }

    @Test
    void newPointsAppearByThemselvesUntilPaused(Browser browser) throws IOException {
        open(browser);
        String newest = CPU + ".data.datasets[0].data.at(-1).x";
        long before = ((Number) browser.run("return " + newest)).longValue();
        // At least one more step, also if none has passed since the page was filled.
        long now = Math.max(System.currentTimeMillis(), before + Fixture.STEP_MILLIS);
        server.append(Fixture.points(now).stream()
                .filter(point -> point.timestampMillis() > before)
                .toList());
        browser.await(newest + " > " + before);
        browser.find("#live").click();
        browser.await("location.hash.includes('live=no')");
        assertThat(browser.find("#live").getDomAttribute("aria-pressed")).isEqualTo("false");
    }

    @Test
    void isDarkWhereTheSystemIsAndWhenSomebodyWantsIt(Browser browser) throws IOException {
        browser.open(server.address(""), 1280, 900, Theme.DARK);
        browser.await(CPU_DRAWN);
        assertThat(theme(browser)).isEqualTo("dark");
        browser.screenshot("overview-dark");
        browser.find("#theme").click();
        browser.driver().navigate().refresh();
        browser.await(CPU_DRAWN);
        assertThat(theme(browser)).isEqualTo("light");
        browser.find("#theme").click();
        assertThat(theme(browser)).isEqualTo("dark");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void fitsIntoFourHundredPixels(Browser browser) throws IOException {
        for (String view : List.of("overview", "metrics&metric=bytes_rx", "daemon")) {
            browser.open(server.address("#view=" + view), 400, 900, Theme.LIGHT);
            browser.await("document.getElementById('facts').textContent.includes('" + Fixture.HOST + "')");
            browser.await("!document.body.classList.contains('asking')");
            assertThat(browser.run(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as(view)
                    .isEqualTo(0L);
            browser.screenshot("narrow-" + view.replaceAll("&.*", ""));
        }
    }

    private static void open(Browser browser) {
        browser.open(server.address(""));
        browser.await(CPU_DRAWN);
    }

    private static void press(Browser browser, CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    private static Object theme(Browser browser) {
        return browser.run("return document.documentElement.dataset.theme");
    }
}
