package org.segloss.demo.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngTest {

    private static final float[] RAMP = {0, 51 / 255f, 102 / 255f, 153 / 255f, 204 / 255f, 1};

    @TempDir private Path folder;

    @Test
    void greyIsLinear() {
        Volume image = Png.read(grey(BufferedImage.TYPE_BYTE_GRAY, 0, 51, 102, 153, 204, 255));
        assertEquals(1, image.channels());
        assertArrayEquals(new int[] {2, 3}, image.shape());
        assertArrayEquals(RAMP, image.values());
    }

    @Test
    void sixteenBitsAreKept() {
        int[] values = {0, 1, 257, 32768, 65534, 65535};
        Volume image = Png.read(grey(BufferedImage.TYPE_USHORT_GRAY, values));
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i] / 65535f, image.values()[i]);
        }
    }

    @Test
    void blackAndWhiteOfOneBitIsGrey() {
        Volume image = Png.read(grey(BufferedImage.TYPE_BYTE_BINARY, 0, 1, 1, 0, 0, 1));
        assertEquals(1, image.channels());
        assertArrayEquals(new float[] {0, 1, 1, 0, 0, 1}, image.values());
    }

    @Test
    void coloursAreThreeChannelsInOrder() {
        BufferedImage rgb = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        rgb.setRGB(0, 0, 0xFF3366FF);
        rgb.setRGB(1, 0, 0x80FF0033);
        Path file = folder.resolve("rgb.png");
        Png.write(file, rgb);
        assertArrayEquals(new float[] {0.2f, 1, 0.4f, 0, 1, 0.2f}, Png.read(file).values(), 1e-6f);
    }

    @Test
    void coloursOfAPaletteAreTheColours() {
        Path file = folder.resolve("mask.png");
        Png.writeMask(file, new Mask(new int[] {1, 2}, new int[] {0, 1}));
        float orangeGreen = 0x9F / 255f;
        assertArrayEquals(
                new float[] {0, 0xE6 / 255f, 0, orangeGreen, 0, 0}, Png.read(file).values());
    }

    @Test
    void everyClassComesBackInAColourOfItsOwn() throws IOException {
        int[] labels = IntStream.range(0, 256).toArray();
        Path file = folder.resolve("mask.png");
        Png.writeMask(file, new Mask(new int[] {8, 32}, labels));
        assertArrayEquals(labels, Png.readMask(file).labels());
        BufferedImage seen = ImageIO.read(file.toFile());
        assertEquals(256, Arrays.stream(seen.getRGB(0, 0, 32, 8, null, 0, 32)).distinct().count());
    }

    @Test
    void blackAndWhiteMaskIsZeroAndOne() {
        Path file = grey(BufferedImage.TYPE_BYTE_GRAY, 0, 255, 255, 0, 0, 0);
        assertArrayEquals(new int[] {0, 1, 1, 0, 0, 0}, Png.readMask(file).labels());
        Path classes = grey(BufferedImage.TYPE_BYTE_GRAY, 0, 255, 3, 0, 0, 0);
        assertArrayEquals(new int[] {0, 255, 3, 0, 0, 0}, Png.readMask(classes).labels());
    }

    @Test
    void whatIsNoMaskIsRefused() {
        Path colour = folder.resolve("colour.png");
        Png.write(colour, new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
        assertRefused(colour, "found a colour image");
    }

    @Test
    void whatIsNoImageIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "hello");
        assertRefused(text, "found no image");
        byte[] whole = Files.readAllBytes(grey(BufferedImage.TYPE_BYTE_GRAY, 1, 2, 3, 4, 5, 6));
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
        assertRefused(cut, "cut short or damaged");
        assertRefused(folder.resolve("none.png"), "does not exist");
    }

    @Test
    void volumeFitsNoPng() {
        Mask volume = new Mask(new int[] {1, 2, 2}, new int[4]);
        assertThrows(
                IllegalArgumentException.class,
                () -> Png.writeMask(folder.resolve("v.png"), volume));
    }

    private Path grey(int type, int... values) {
        BufferedImage image = new BufferedImage(3, 2, type);
        image.getRaster().setSamples(0, 0, 3, 2, 0, values);
        Path file = folder.resolve("grey" + type + ".png");
        Png.write(file, image);
        return file;
    }

    private static void assertRefused(Path file, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Png.readMask(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
}
