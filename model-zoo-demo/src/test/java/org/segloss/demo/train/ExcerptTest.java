package org.segloss.demo.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.data.Sample;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.data.WholeImage;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Png;

class ExcerptTest {

    @TempDir private Path folder;

    private static SegmentationData data(List<Sample> samples) {
        return new SegmentationData(
                "some",
                List.of("background", "thing"),
                samples,
                samples,
                Optional.empty(),
                new WholeImage(2));
    }

    /** An image of one row of three pixels. */
    private static Sample image(int number, int... labels) {
        return new Sample(
                "image" + number, new int[] {1, 3}, 1, new float[3], labels, new float[] {1, 1});
    }

    @Test
    void slicesWithSomethingToSeeStandForAllOfThem() {
        int[] labels = {0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0};
        Sample volume =
                new Sample(
                        "v", new int[] {4, 1, 3}, 1, new float[12], labels, new float[] {1, 1, 1});
        Excerpt excerpt = Excerpt.of(data(List.of(volume)));
        assertEquals(4, excerpt.total());
        assertEquals(List.of(1, 2), excerpt.slices().stream().map(Excerpt.Slice::index).toList());
        Mask sheet = excerpt.sheet(List.of(volume.mask()));
        assertArrayEquals(new int[] {2, 3}, sheet.shape());
        assertArrayEquals(new int[] {1, 0, 0, 0, 0, 1}, sheet.labels());
    }

    @Test
    void manyAreSpreadEvenly() {
        Excerpt excerpt =
                Excerpt.of(data(IntStream.range(0, 48).mapToObj(i -> image(i, 1, 0, 0)).toList()));
        assertEquals(48, excerpt.total());
        assertEquals(
                IntStream.range(0, 24).mapToObj(i -> 2 * i + 1).toList(),
                excerpt.slices().stream().map(Excerpt.Slice::sample).toList());
    }

    @Test
    void nothingToSeeIsShownAsWell() {
        Excerpt excerpt = Excerpt.of(data(List.of(image(0, 0, 0, 0), image(1, 0, 0, 0))));
        assertEquals(2, excerpt.slices().size());
    }

    @Test
    void whatIsWrittenIsRead() {
        SegmentationData data = data(List.of(image(0, 1, 0, 0), image(1, 0, 1, 1)));
        assertEquals(Optional.empty(), Excerpt.read(folder, "run it again"));
        Excerpt.write(data, folder);
        assertEquals(Optional.of(Excerpt.of(data)), Excerpt.read(folder, "run it again"));
        Mask labels = Png.readLabels(Excerpt.labels(folder));
        assertArrayEquals(new int[] {1, 0, 0, 0, 1, 1}, labels.labels());
        assertArrayEquals(labels.shape(), Png.read(Excerpt.images(folder)).shape());
    }
}
