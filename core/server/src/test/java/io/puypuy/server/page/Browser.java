package io.puypuy.server.page;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** One Chromium for all tests of the page; without one the tests are skipped, but not where {@code CI=true}. */
final class Browser implements AutoCloseable {
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ChromeDriver driver;

    private Browser() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        // Without a profile of ours: the driver makes one and removes it.
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER)
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    /** Opens the address in a window of the size, with the theme that the system asks for. */
    void open(String address, int width, int height, Theme theme) {
        driver.get("about:blank");
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", theme.word);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
        driver.manage().logs().get(LogType.BROWSER);
        driver.get(address);
    }

    void open(String address) {
        open(address, 1280, 900, Theme.LIGHT);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** The first element that the CSS selector finds. */
    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** What people can read in it. */
    String text(String selector) {
        return find(selector).getText();
    }

    /** The article with that heading. */
    WebElement panel(String title) {
        return driver.findElement(By.xpath("//article[header/h2[text()='" + title + "']]"));
    }

    /** Chooses a value of a select. */
    void choose(String id, String value) {
        find("#" + id + " option[value='" + value + "']").click();
    }

    /** The result of a script; {@code arguments[0]} and so on are its arguments. */
    Object run(String script, Object... arguments) {
        Object result = driver.executeScript(script, arguments);
        return result == null ? "" : result;
    }

    /** Waits until the script's result is true; a script that fails because something is not there yet is not. */
    void await(String condition, Object... arguments) {
        Awaitility.await(condition)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isTrue("return Boolean(" + condition + ")", arguments));
    }

    private boolean isTrue(String script, Object... arguments) {
        try {
            return Boolean.TRUE.equals(driver.executeScript(script, arguments));
        } catch (JavascriptException notThereYet) {
            return false;
        }
    }

    /** Errors in the console since the page was opened, but those of requests that failed. */
    List<String> scriptErrors() {
        return errors().stream()
                .filter(message -> !message.contains("net::ERR_"))
                .toList();
    }

    /** All errors in the console since the page was opened. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Leaves a picture under {@code target/screenshots}, to be looked at. */
    void screenshot(String name) throws IOException {
        Object data =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of()).get("data");
        Files.createDirectories(SCREENSHOTS);
        byte[] base64 = String.valueOf(data).getBytes(StandardCharsets.US_ASCII);
        Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(base64));
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** What the system says that it likes. */
    enum Theme {
        LIGHT("light"),
        DARK("dark");

        private final String word;

        Theme(String word) {
            this.word = word;
        }
    }

    /** Gives tests the browser, which lives until the last of them has ended. */
    static final class Lent implements BeforeAllCallback, ParameterResolver {
        private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(Browser.class);

        @Override
        public void beforeAll(ExtensionContext context) {
            if (!CHROMIUM.canExecute() || !DRIVER.canExecute()) {
                String message = "no " + CHROMIUM + " or no " + DRIVER + ": apt-get install chromium chromium-driver";
                if ("true".equals(System.getenv("CI"))) {
                    throw new IllegalStateException(message);
                }
                Assumptions.abort(message);
            }
            browser(context);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return browser(context);
        }

        private static Browser browser(ExtensionContext context) {
            return context.getRoot()
                    .getStore(PLACE)
                    .computeIfAbsent(Browser.class, key -> new Browser(), Browser.class);
        }
    }
}
