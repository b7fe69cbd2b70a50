package org.segloss.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.segloss.page.Chromium;
import org.segloss.page.PageTest;

/** The page in headless Chromium, as a reader with a keyboard uses it. */
class ExplorerBrowserTest extends PageTest {

    @Override
    protected Path page() throws IOException, InterruptedException {
        return Explorer.page();
    }

    @Test
    void everyFormulaIsTypeset() {
        assertEquals(List.of(), browser.findElements(By.className("katex-error")));
        assertEquals(
                browser.executeScript("return document.querySelectorAll('.formula').length"),
                browser.executeScript(
                        "return document.querySelectorAll('.formula .katex-display').length"));
    }

    @Test
    void theSliderMovesPicturesMarkerAndWords() {
        WebElement slider = browser.findElement(By.id("step"));
        String marker = attribute("#curves .marker", "x1");
        String value = browser.findElement(By.cssSelector("#maps .value")).getText();
        assertEquals("-144", attribute("#maps image", "x"));
        slider.sendKeys(Keys.ARROW_RIGHT);
        assertEquals("-192", attribute("#maps image", "x"));
        assertNotEquals(marker, attribute("#curves .marker", "x1"));
        assertNotEquals(value, browser.findElement(By.cssSelector("#maps .value")).getText());
        assertEquals("gap in the branch: 8", slider.getDomAttribute("aria-valuetext"));
    }

    @Test
    void aLossIsChosenForComparison() {
        int before = browser.findElements(By.cssSelector("#curves .curve")).size();
        assertEquals(before + 1, browser.findElements(By.cssSelector("#maps figure")).size());
        browser.findElement(By.cssSelector(".chooser summary")).sendKeys(Keys.ENTER);
        browser.findElement(By.cssSelector(".chooser input[value=hausdorff-dt]"))
                .sendKeys(Keys.SPACE);
        assertEquals(before + 1, browser.findElements(By.cssSelector("#curves .curve")).size());
        assertTrue(browser.findElement(By.id("maps")).getText().contains("hausdorff-dt"));
    }

    @Test
    void anotherSceneHasOtherCurves() {
        String curve = attribute("#curves .curve", "d");
        browser.findElement(By.cssSelector("#scene input[value='0']")).click();
        assertNotEquals(curve, attribute("#curves .curve", "d"));
    }

    @Test
    void theScenesOfALossAreDrawnWhenTheyComeIntoSight() {
        String scenes = "#loss-weighted-sum .scenes";
        assertEquals(List.of(), browser.findElements(By.cssSelector(scenes + " .picture")));
        browser.findElement(By.cssSelector("nav a[href='#loss-weighted-sum']"))
                .sendKeys(Keys.ENTER);
        browser.manage().timeouts().implicitlyWait(Duration.ofSeconds(10));
        WebElement slider = browser.findElement(By.cssSelector(scenes + " input"));
        browser.manage().timeouts().implicitlyWait(Duration.ZERO);
        slider.sendKeys(Keys.END);
        assertEquals("-576", attribute(scenes + " image", "x"));
    }

    @Test
    void aLossIsFoundByAWord() {
        browser.findElement(By.id("find")).sendKeys("cldice");
        List<String> shown =
                browser.findElements(By.tagName("article")).stream()
                        .filter(WebElement::isDisplayed)
                        .map(article -> article.getDomAttribute("data-of"))
                        .toList();
        assertEquals(List.of("soft-cldice", "cb-dice"), shown);
    }

    @Test
    void aPhoneNeedsNoSidewaysScrolling() {
        Chromium.phone(browser, 390);
        assertEquals(390L, browser.executeScript("return document.documentElement.scrollWidth"));
    }
}
