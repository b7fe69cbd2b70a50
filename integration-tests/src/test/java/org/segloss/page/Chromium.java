package org.segloss.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A real browser without a window, where the machine has one. */
public final class Chromium {

    private Chromium() {}

    /**
     * Starts the browser; without one the test skips.
     *
     * @return the browser, to be quit by the caller
     */
    public static ChromeDriver start() {
        Optional<File> binary = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<File> driver = onPath("chromedriver");
        assumeTrue(
                binary.isPresent() && driver.isPresent(),
                "chromium and chromedriver are not on the PATH"
                        + " (Debian: apt-get install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(binary.get());
        // A container has neither the user rights of the sandbox nor much shared memory.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--window-size=1280,1000");
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(driver.get()).build();
        return new ChromeDriver(service, options);
    }

    /**
     * What the page complained of since the last call.
     *
     * @param browser the browser
     * @return errors and warnings of the console
     */
    public static List<LogEntry> complaints(ChromeDriver browser) {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(e -> e.getLevel().intValue() >= Level.WARNING.intValue())
                .toList();
    }

    /**
     * What the page took from elsewhere.
     *
     * @param browser the browser
     * @return addresses, none where the page holds all that it needs
     */
    public static Object requests(ChromeDriver browser) {
        return browser.executeScript(
                "return performance.getEntriesByType('resource').map(e => e.name)"
                        + ".filter(name => !name.startsWith('data:'))");
    }

    /**
     * Makes the window as wide as that of a phone.
     *
     * @param browser the browser
     * @param width in pixels
     */
    public static void phone(ChromeDriver browser, int width) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 844, "deviceScaleFactor", 2, "mobile", true));
    }

    /**
     * Back to the window of a desk.
     *
     * @param browser the browser
     */
    public static void desk(ChromeDriver browser) {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /**
     * Makes it night or day.
     *
     * @param browser the browser
     * @param scheme light or dark
     */
    public static void emulate(ChromeDriver browser, String scheme) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    private static Optional<File> onPath(String... names) {
        return Stream.of(names)
                .flatMap(
                        name ->
                                Pattern.compile(File.pathSeparator)
                                        .splitAsStream(System.getenv("PATH"))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toFile);
    }
}
