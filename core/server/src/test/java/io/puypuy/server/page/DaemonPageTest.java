package io.puypuy.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.status.IntakeStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

@ExtendWith(Browser.Lent.class)
final class DaemonPageTest {
    private static final String BANNER = "document.getElementById('banner')";

    @Test
    void showsChecksBackendsAlertsAndProblems(Browser browser, @TempDir Path folder) throws IOException {
        try (PageServer server = PageServer.start(folder, Fixture::well)) {
            browser.open(server.address("#view=daemon"));
            browser.await("document.querySelectorAll('#daemon tbody tr').length === 8");
            assertThat(browser.text("#daemon"))
                    .contains("check_nginx", "failed", "<b>404</b> from http://127.0.0.1/status")
                    .contains("Disk-Usage-rootfs", "WARNING: 91 percent")
                    .contains("Embedded", "delivering", "990", "2 KiB")
                    .contains("check_depot could not be loaded: <b>no class</b>");
            assertThat(browser.text("#tab-count")).isEqualTo("3 problems");
            browser.screenshot("daemon");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void showsWhatAgentsHaveSentAndThatItCannotBeStored(Browser browser, @TempDir Path folder) throws IOException {
        IntakeStatus intake = new IntakeStatus(
                "http://127.0.0.1:20201/",
                "the disk is <b>full</b>",
                1_200,
                0,
                3,
                114_000,
                0,
                1 << 20,
                0,
                95,
                16 << 20);
        try (PageServer server =
                PageServer.start(folder, now -> Fixture.well(now).with(Optional.of(intake)))) {
            browser.open(server.address("#view=daemon"));
            browser.await("document.querySelector('#daemon .problems:not([hidden])') !== null");
            assertThat(browser.panel("Documents of agents").getText())
                    .contains("the disk is <b>full</b>", "http://127.0.0.1:20201/", "95 datapoints", "16 MiB");
            assertThat(browser.text("#tab-count")).isEqualTo("4 problems");
        }
    }

    @Test
    void saysThatTheDaemonIsGoneUntilItIsBack(Browser browser, @TempDir Path folder) throws IOException {
        int port;
        try (PageServer server = PageServer.start(folder, Fixture::well)) {
            port = server.port();
            browser.open(server.address(""));
            browser.await("document.getElementById('facts').textContent !== ''");
            assertThat(browser.find("#banner").isDisplayed()).isFalse();
        }
        browser.await("!" + BANNER + ".hidden");
        assertThat(browser.text("#banner")).contains("The daemon is gone: no answer since", "bin/puypuy start");
        browser.screenshot("gone");
        try (PageServer server = PageServer.startOn(port, folder, Fixture::well)) {
            assertThat(server.port()).isEqualTo(port);
            browser.await(BANNER + ".hidden");
        }
        assertThat(browser.scriptErrors()).isEmpty();
    }

    @Test
    void saysThatTheDataIsOld(Browser browser, @TempDir Path folder) throws IOException {
        try (PageServer server = PageServer.start(folder, Fixture::stalled)) {
            browser.open(server.address(""));
            browser.await("!" + BANNER + ".hidden");
            assertThat(browser.text("#banner")).contains("The data is old.", "one every 1 s");
            server.status(Fixture::well);
            browser.await(BANNER + ".hidden");
        }
    }

    @Test
    void saysWhatToDoWhenThereIsNothing(Browser browser, @TempDir Path folder) throws IOException {
        try (PageServer server = PageServer.start(folder, Fixture::fresh)) {
            browser.open(server.address(""));
            browser.await("document.querySelectorAll('#overview .empty:not([hidden]) code').length === 8");
            assertThat(browser.panel("CPU").getText())
                    .contains("check_cpustats is not enabled.", "bin/puypuy enable check_cpustats");
            browser.screenshot("empty");
            server.status(Fixture::well);
            browser.driver().navigate().refresh();
            browser.await(
                    "document.querySelector('#overview .empty').textContent.startsWith('No points in this range')");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void asksForTheKeyOnceAndAgainIfItIsWrong(Browser browser, @TempDir Path folder) throws IOException {
        try (PageServer server = PageServer.startWithKey("right-key-1", folder, Fixture::well)) {
            browser.open(server.address(""));
            enterKey(browser, "asks for a key", "wrong-key-1");
            enterKey(browser, "refuses this key", "right-key-1");
            browser.await("document.getElementById('facts').textContent !== ''");
            browser.driver().navigate().refresh();
            browser.await("document.getElementById('facts').textContent !== ''");
            assertThat(browser.find("#key-dialog").isDisplayed()).isFalse();
        }
    }

    private static void enterKey(Browser browser, String sentence, String key) {
        browser.await("document.getElementById('key-dialog').open"
                + " && document.getElementById('key-text').textContent.includes('" + sentence + "')");
        browser.find("#key").sendKeys(key, Keys.ENTER);
    }
}
