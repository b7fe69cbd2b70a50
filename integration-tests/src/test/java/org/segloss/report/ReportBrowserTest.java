package org.segloss.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.segloss.demo.cli.Engines;
import org.segloss.page.Chromium;
import org.segloss.page.PageTest;

/** The page of a tiny experiment in headless Chromium, with a mouse and with a keyboard. */
class ReportBrowserTest extends PageTest {

    private static final String HEAD = "#ranking-table th:nth-child(4)";

    @Override
    protected Path page() throws IOException {
        return Report.folder().resolve("report.html");
    }

    @Test
    void aClickSortsAndAnotherOneSortsBack() {
        WebElement head = browser.findElement(By.cssSelector(HEAD));
        List<Double> numbers = column(4);
        head.findElement(By.tagName("button")).click();
        assertEquals("descending", head.getDomAttribute("aria-sort"));
        assertEquals(numbers.stream().sorted(Comparator.reverseOrder()).toList(), column(4));
        head.findElement(By.tagName("button")).click();
        assertEquals("ascending", head.getDomAttribute("aria-sort"));
        assertEquals(numbers.stream().sorted().toList(), column(4));
        browser.findElement(By.cssSelector("#ranking-table th:nth-child(1) button")).click();
        assertEquals(null, head.getDomAttribute("aria-sort"), "one column at a time");
    }

    @Test
    void theKeyboardSorts() {
        WebElement button = browser.findElement(By.cssSelector(HEAD + " button"));
        button.sendKeys(Keys.SPACE);
        button.sendKeys(Keys.ENTER);
        assertEquals(
                "ascending",
                browser.findElement(By.cssSelector(HEAD)).getDomAttribute("aria-sort"));
        assertEquals(column(4).stream().sorted().toList(), column(4));
    }

    /** The numbers that a column is sorted by, from the top. */
    private static List<Double> column(int column) {
        return browser
                .findElements(By.cssSelector("#ranking-table tbody td:nth-child(" + column + ")"))
                .stream()
                .map(cell -> Double.valueOf(cell.getDomAttribute("data-key")))
                .toList();
    }

    @Test
    void theTableSaysWhatTheSummarySays() throws IOException {
        JsonNode groups =
                new ObjectMapper()
                        .readTree(Report.folder().resolve("summary.json").toFile())
                        .get("groups");
        assertEquals(2 * Engines.present().size(), groups.size());
        for (JsonNode group : groups) {
            String engine = group.get("engine").textValue();
            if (Engines.present().size() > 1) {
                browser.findElement(By.cssSelector("#engine input[value=" + engine + "]")).click();
            }
            WebElement row =
                    browser.findElements(By.cssSelector("#ranking-table tbody tr")).stream()
                            .filter(WebElement::isDisplayed)
                            .filter(r -> r.getText().contains(group.get("label").textValue()))
                            .findFirst()
                            .orElseThrow();
            for (String name : List.of("mean dice", "jaccard")) {
                JsonNode spread = group.at("/last/" + name);
                String shown =
                        String.format(
                                Locale.ROOT,
                                "%.4f ± %.4f",
                                spread.get("mean").doubleValue(),
                                spread.get("deviation").doubleValue());
                assertTrue(row.getText().contains(shown), row.getText() + " has no " + shown);
            }
        }
    }

    @Test
    void theSliderMovesThePictures() {
        WebElement slider = browser.findElement(By.id("slice"));
        assertEquals("-176", attribute("#panels image", "y"));
        String outline = attribute("#panels .reference", "d");
        slider.sendKeys(Keys.ARROW_RIGHT);
        assertEquals("-192", attribute("#panels image", "y"));
        assertNotEquals(outline, attribute("#panels .reference", "d"));
        String words = slider.getDomAttribute("aria-valuetext");
        assertTrue(words.endsWith("(13 of 24)"), words);
        assertEquals(words, browser.findElement(By.cssSelector("#pictures output")).getText());
    }

    @Test
    void allRunsOfALossAreChosen() {
        assertEquals(2, browser.findElements(By.cssSelector("#panels figure")).size());
        browser.findElement(By.cssSelector("#which option[value=other]")).click();
        List<WebElement> figures = browser.findElements(By.cssSelector("#panels figure"));
        assertEquals(2 * Engines.present().size(), figures.size());
        assertTrue(figures.get(1).getText().contains("seed 2: Dice 0."), figures.get(1).getText());
        WebElement line = browser.findElement(By.cssSelector("#panels .reference"));
        browser.findElement(By.id("show-reference")).sendKeys(Keys.SPACE);
        assertEquals("none", line.getCssValue("display"));
    }

    @Test
    void everySectionHasItsPictures() {
        for (String id : List.of("dice-curves", "loss-curves", "class-bars", "reliability")) {
            List<WebElement> charts = browser.findElements(By.cssSelector("#" + id + " svg"));
            assertTrue(!charts.isEmpty(), id);
            charts.forEach(chart -> assertTrue(chart.getDomAttribute("aria-label").length() > 20));
        }
        boolean several = Engines.present().size() > 1;
        assertEquals(
                several ? 2 : 0, browser.findElements(By.cssSelector("#engine-curves svg")).size());
        assertEquals(
                several ? 2 : 0, browser.findElements(By.cssSelector("#engines tbody tr")).size());
        assertEquals(3, browser.findElements(By.cssSelector(".verdicts strong")).size());
    }

    @Test
    void aPhoneNeedsNoSidewaysScrolling() {
        Chromium.phone(browser, 390);
        browser.navigate().refresh();
        assertEquals(390L, browser.executeScript("return document.documentElement.scrollWidth"));
    }
}
