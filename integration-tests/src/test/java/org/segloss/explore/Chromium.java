package org.segloss.explore;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real browser without a window, where the machine has one. */
final class Chromium {

    private Chromium() {}

    /** Starts the browser; without one the test skips. */
    static ChromeDriver start() {
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
