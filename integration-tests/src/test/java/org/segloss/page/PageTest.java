package org.segloss.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** A page in headless Chromium, and what holds of every page. */
public abstract class PageTest {

    /** The browser, open at the page before each test. */
    protected static ChromeDriver browser;

    /**
     * The page.
     *
     * @return its file
     */
    protected abstract Path page() throws IOException, InterruptedException;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.quit();
            browser = null;
        }
    }

    @BeforeEach
    void open() throws IOException, InterruptedException {
        Chromium.desk(browser);
        Chromium.emulate(browser, "light");
        browser.get(page().toUri().toString());
    }

    @AfterEach
    void nothingIsOnTheConsole() {
        assertEquals(List.of(), Chromium.complaints(browser));
    }

    @Test
    void itTakesNothingFromTheNetwork() {
        assertEquals(List.of(), Chromium.requests(browser));
    }

    @Test
    void aDarkRoomGetsADarkPage() {
        String background = "return getComputedStyle(document.body).backgroundColor";
        assertEquals("rgb(255, 255, 255)", browser.executeScript(background));
        Chromium.emulate(browser, "dark");
        assertEquals("rgb(20, 23, 28)", browser.executeScript(background));
    }

    /**
     * An attribute of an element.
     *
     * @param selector which element
     * @param name which attribute
     * @return its value
     */
    protected static String attribute(String selector, String name) {
        return browser.findElement(By.cssSelector(selector)).getDomAttribute(name);
    }
}
