package io.puypuy.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.IntakeStatus;
import io.puypuy.server.page.Browser.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

@ExtendWith(Browser.Lent.class)
final class AgentsPageTest {
    private static final String TARGETS = "document.querySelectorAll('#agents .targets:not([hidden]) tbody tr').length";
    private static final String ROWS = "document.querySelectorAll('.datapoints tbody input').length";
    private static final String TITLE = "document.querySelector('#agents .agent h2').textContent";
    private static final String LEGEND = "document.querySelectorAll('.chosen .legend tbody tr').length";
    private static final String CHART = "Chart.getChart(document.querySelector('.chosen canvas'))";

    private static PageServer server;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        server = PageServer.start(folder, Fixture::well);
        server.sendAgents();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void listsAgentsAndSaysWhichAreSilent(Browser browser) throws IOException {
        open(browser, "");
        assertThat(row(browser, AgentFixture.TARGET))
                .contains("Pattoo Standard OS Spoked Agent", "7")
                .doesNotContain("ago");
        assertThat(browser.find("td[data-state='warning']").getText()).matches("2 h.* ago");
        assertThat(row(browser, AgentFixture.WRONG_CLOCK)).contains("–");
        browser.find("#agent-search").sendKeys("DB-01");
        browser.await(TARGETS + " === 1");
        assertThat(hash(browser)).contains("find=DB-01");
        browser.find("#agent-search").sendKeys("nothing");
        browser.await("document.querySelector('#agents .targets .note').textContent.startsWith('No agent has this')");
        browser.screenshot("agents");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void findsADatapointAndDrawsItWithNothingButKeys(Browser browser) throws IOException {
        open(browser, "");
        browser.run("document.querySelector('#agent-search').focus()");
        tabTo(browser, AgentFixture.TARGET);
        press(browser, Keys.ENTER);
        browser.await(TITLE + " === '" + AgentFixture.TARGET + "' && " + ROWS + " === 7");
        browser.run("document.querySelector('#datapoint-search').focus()");
        press(browser, "total memory");
        browser.await(ROWS + " === 1");
        tabTo(browser, "Memory (Total)");
        press(browser, Keys.ENTER);
        browser.await(LEGEND + " === 1");
        assertThat(browser.text(".chosen .legend")).contains("Memory (Total)", "8 GiB");
        assertThat(browser.text(".chosen .facts"))
                .contains(AgentFixture.TARGET, "memory_total", "gauge", "OS Type", "Linux");
        browser.screenshot("agent");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void drawsTwoUnitsWithAnAxisForEachAndRefusesAThird(Browser browser) throws IOException {
        openAgent(browser, AgentFixture.TARGET);
        tick(browser, "Memory (Total)");
        browser.await(LEGEND + " === 1");
        tick(browser, "User (Percent CPU Usage)");
        browser.await(LEGEND + " === 2");
        assertThat(browser.text(".chosen .legend")).contains("8 GiB", "12.5 %");
        browser.await(CHART + ".scales.y2.width > 40");
        assertThat(browser.run("return " + CHART + ".data.datasets.map((one) => one.yAxisID).join()"))
                .isEqualTo("y,y2");
        browser.screenshot("agent-two");
        browser.find(".datapoints [aria-label='eth0 in the chart']").click();
        browser.await("!document.querySelector('.chosen .note').hidden");
        assertThat(browser.text(".chosen .note")).contains("Not drawn", "eth0", "two axes, here for bytes and percent");
        assertThat(browser.run("return " + LEGEND)).isEqualTo(2L);
        tick(browser, "User (Percent CPU Usage)");
        browser.await("document.querySelector('.chosen .note').hidden && " + LEGEND + " === 2");
        assertThat(browser.text(".chosen .legend")).contains("eth0", "1000 B/s");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void countersAreRatesAndGapsAreGaps(Browser browser) {
        openAgent(browser, AgentFixture.TARGET);
        browser.driver()
                .findElements(By.cssSelector(".datapoints .section button"))
                .get(0)
                .click();
        browser.await(LEGEND + " === 2");
        assertThat(browser.text(".chosen .legend")).contains("lo", "eth0", "1000 B/s");
        String points = CHART + ".data.datasets[0].data";
        assertThat(browser.run("return new Set(" + points + ".map(({ y }) => String(Math.round(y)))).size"))
                .isEqualTo(2L);
        assertThat(browser.run("return " + points + ".filter(({ y }) => Number.isNaN(y)).length"))
                .isEqualTo(1L);
    }

    @Test
    void aSharedAddressShowsTheSameAgainAndTheWayBackWorks(Browser browser) {
        openAgent(browser, AgentFixture.TARGET);
        chip(browser, "network");
        browser.await(ROWS + " === 4");
        chip(browser, "eth0");
        browser.await(ROWS + " === 2");
        browser.find(".datapoints tbody input").click();
        browser.await(LEGEND + " === 1");
        browser.find("[data-range='90d']").click();
        browser.await("location.hash.includes('range=90d')");
        browser.driver().navigate().refresh();
        browser.await(LEGEND + " === 1 && " + ROWS + " === 2");
        assertThat(browser.find(".datapoints tbody input").isSelected()).isTrue();
        assertThat(browser.find("[data-range='90d']").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        browser.driver().navigate().back();
        browser.driver().navigate().back();
        browser.await("document.querySelector('.chosen').hidden");
        browser.driver().navigate().back();
        browser.await(ROWS + " === 4");
    }

    @Test
    void comparesAgentsInOneChart(Browser browser) {
        openAgent(browser, AgentFixture.TARGET);
        tick(browser, "Memory (Total)");
        browser.await(LEGEND + " === 1");
        browser.find("#agents .agent header a").click();
        browser.await(TARGETS + " > 1 && " + LEGEND + " === 1");
        choose(browser, AgentFixture.OTHER_TARGET);
        tick(browser, "Memory (Total)");
        browser.await(LEGEND + " === 2");
        assertThat(browser.text(".chosen .legend")).contains(AgentFixture.TARGET, AgentFixture.OTHER_TARGET);
        browser.find(".chosen .chip").click();
        browser.await(LEGEND + " === 1");
    }

    @Test
    void drawsAChartOfEachKey(Browser browser) throws IOException {
        openAgent(browser, AgentFixture.TARGET);
        browser.find("[data-layout='charts']").click();
        browser.await("document.querySelectorAll('#agents .grid .surface:not([hidden])').length === 5");
        assertThat(browser.panel("Memory (Used)").getText()).contains("8 GiB");
        browser.screenshot("agent-charts");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void hostileNamesAreShownAsText(Browser browser) {
        openAgent(browser, AgentFixture.HOSTILE);
        browser.await("document.querySelector('#agents .agent').textContent.includes('motd')");
        browser.find(".datapoints tbody input").click();
        browser.await(LEGEND + " === 1");
        assertThat(browser.text(".chosen")).contains(AgentFixture.HOSTILE);
        assertThat(browser.panel("Texts").getText()).contains(AgentFixture.HOSTILE);
        assertThat(browser.driver().findElements(By.cssSelector("main img"))).isEmpty();
        assertThat(browser.driver().getTitle()).doesNotContain("stolen");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void showsManyDatapointsAPageAtATime(Browser browser) {
        openAgent(browser, "switch-01");
        browser.await(ROWS + " === 100");
        browser.find(".agent .foot button:not([hidden])").click();
        browser.await(ROWS + " === " + AgentFixture.PORTS);
    }

    @Test
    void fitsIntoFourHundredPixelsAndIsDark(Browser browser) throws IOException {
        for (String hash : List.of("", "&agent=1&datapoint=1&datapoint=3", "&agent=3&datapoint=15")) {
            browser.open(server.address("#view=agents" + hash), 400, 900, Theme.DARK);
            browser.await(
                    "document.querySelector('#agents .card:not([hidden]) tbody tr') !== null && !document.body.classList.contains('asking')");
            assertThat(browser.run(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as(hash)
                    .isEqualTo(0L);
            browser.screenshot("narrow-agents" + hash.replaceAll("\\W", ""));
        }
    }

    @Test
    void saysHowToSendDataWhenThereIsNone(Browser browser, @TempDir Path folder) throws IOException {
        try (PageServer empty = PageServer.start(folder, now -> wellAndTakingAt("http://192.0.2.1:20201/", now))) {
            browser.open(empty.address("#view=agents"));
            browser.await("document.querySelectorAll('#agents .empty:not([hidden]) code').length === 4");
            assertThat(browser.text("#agents"))
                    .contains("http://192.0.2.1:20201/pattoo/api/v1/agent/receive")
                    .contains(
                            "bin/pattoo_agent_os_autonomousd",
                            "bin/pattoo_agent_os_spoked",
                            "bin/pattoo_agent_os_hubd");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void sendsNobodyWhereNothingListens(Browser browser, @TempDir Path folder) throws IOException {
        try (PageServer empty = PageServer.start(folder, now -> wellAndTakingAt("", now))) {
            browser.open(empty.address("#view=agents"));
            browser.await(
                    "document.querySelector('#agents .empty:not([hidden])')?.textContent.includes('agents = no')");
            assertThat(browser.text("#agents"))
                    .contains("Nothing takes the data", "agent_port")
                    .doesNotContain("/receive", "--start");
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static EngineStatus wellAndTakingAt(String address, long now) {
        return Fixture.well(now).with(Optional.of(new IntakeStatus(address, "", 0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }

    private static void open(Browser browser, String hash) {
        browser.open(server.address("#view=agents" + hash));
        browser.await(TARGETS + " > 3");
    }

    private static void openAgent(Browser browser, String target) {
        open(browser, "");
        choose(browser, target);
    }

    private static void choose(Browser browser, String target) {
        browser.driver().findElement(By.linkText(target)).click();
        browser.await(TITLE + " === arguments[0] && " + ROWS + " > 0", target);
    }

    private static void tick(Browser browser, String name) {
        browser.find(".datapoints [aria-label='" + name + " in the chart']").click();
    }

    private static void chip(Browser browser, String value) {
        browser.find("#agents .filters [data-value='" + value + "']").click();
    }

    private static String row(Browser browser, String target) {
        return browser.driver()
                .findElement(By.xpath("//tr[th/a[text()='" + target + "']]"))
                .getText();
    }

    private static String hash(Browser browser) {
        return browser.run("return location.hash").toString();
    }

    private static void press(Browser browser, CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    /** Presses Tab until something with this text has the focus. */
    private static void tabTo(Browser browser, String text) {
        String focused = "return document.activeElement.textContent";
        for (int i = 0; i < 20 && !text.equals(browser.run(focused)); i++) {
            press(browser, Keys.TAB);
        }
        assertThat(browser.run(focused)).isEqualTo(text);
    }
}
