package org.segloss.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.LossEntry;
import org.segloss.LossEntry.OptionEntry;
import org.segloss.Losses;

/** What the page of the whole catalogue holds. */
class ExplorerPageTest {

    private static final int SCENES = 4;
    private static final int STEPS = 13;
    private static final int SIDE = 48;

    private static String page;
    private static JsonNode data;

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        page = Files.readString(Explorer.page());
        Matcher json =
                Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
                        .matcher(page);
        assertTrue(json.find());
        data = new ObjectMapper().readTree(json.group(1));
    }

    static List<String> names() {
        return Losses.all().stream().map(LossEntry::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyLossHasFormulaPaperAndOptions(String name) {
        String article = article(name);
        assertTrue(article.contains("<div class=\"formula\""), article);
        assertTrue(article.contains("\\["), article);
        assertTrue(article.contains("<a href=\"http"), article);
        for (OptionEntry option : Losses.find(name).options()) {
            assertTrue(article.contains("<code>" + option.name() + "</code>"), option::name);
        }
        assertFalse(article.contains("{@"), article);
        assertFalse(article.contains("No pictures"), article);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyLossHasFourScenesAndSeesOneOfThem(String name) {
        JsonNode scenes = loss(name).get("values");
        assertEquals(SCENES, scenes.size());
        boolean moves = false;
        for (JsonNode values : scenes) {
            assertEquals(STEPS, values.size());
            for (JsonNode value : values) {
                assertTrue(Double.isFinite(value.doubleValue()), values::toString);
                moves |= Math.abs(value.doubleValue() - values.get(0).doubleValue()) > 1e-2;
            }
        }
        assertTrue(moves, scenes::toString);
    }

    @Test
    void diceIsLeastWhereThePredictionHasTheSizeOfTheLabel() {
        JsonNode values = loss("dice").get("values").get(0);
        double least =
                StreamSupport.stream(values.spliterator(), false)
                        .mapToDouble(JsonNode::doubleValue)
                        .min()
                        .orElseThrow();
        int exact = 6;
        assertEquals(12, data.get("scenes").get(0).get("positions").get(exact).doubleValue());
        assertEquals(least, values.get(exact).doubleValue());
    }

    @Test
    void aDiskThatIsTooSmallIsToldToGrowAndOneTooLargeToShrink() throws IOException {
        BufferedImage sheet = image(loss("dice").get("pushes").textValue());
        assertEquals(STEPS * SIDE, sheet.getWidth());
        assertEquals(SCENES * SIDE, sheet.getHeight());
        int row = SIDE / 2;
        Color inner = new Color(sheet.getRGB(SIDE / 2 + 3, row), true);
        assertTrue(inner.getRed() > inner.getBlue() && inner.getAlpha() > 0, inner::toString);
        Color outer = new Color(sheet.getRGB((STEPS - 1) * SIDE + SIDE / 2 + 20, row), true);
        assertTrue(outer.getBlue() > outer.getRed() && outer.getAlpha() > 0, outer::toString);
    }

    @Test
    void whereALossDoesNotCareThereIsNoColour() throws IOException {
        BufferedImage sheet = image(loss("betti-matching").get("pushes").textValue());
        assertEquals(0, new Color(sheet.getRGB(0, 0), true).getAlpha());
    }

    @Test
    void thePageIsOneFileOfModestSize() {
        assertTrue(page.length() < 8_000_000, () -> page.length() + " characters");
        assertFalse(
                Pattern.compile("(src|<link[^>]*href)=\"?https?:|url\\((?!data:)|@import")
                        .matcher(page.replaceAll("(?s)<script>.*?</script>", ""))
                        .find());
    }

    private static String article(String name) {
        int start = page.indexOf("<article id=\"loss-" + name + "\"");
        assertTrue(start > 0, name);
        return page.substring(start, page.indexOf("</article>", start));
    }

    private static JsonNode loss(String name) {
        return StreamSupport.stream(data.get("losses").spliterator(), false)
                .filter(loss -> loss.get("name").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static BufferedImage image(String uri) throws IOException {
        byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
