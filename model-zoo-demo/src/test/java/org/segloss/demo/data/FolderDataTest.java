package org.segloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Nifti;
import org.segloss.demo.image.NiftiType;
import org.segloss.demo.image.Png;
import org.segloss.demo.image.Volume;

class FolderDataTest {

    @TempDir private Path folder;

    @Test
    void pairsOfDifferentSizesArePaddedToOneShape() {
        pair("a", 20, 30, 1);
        pair("b", 33, 10, 1);
        SegmentationData data = FolderData.load(folder, 0, 0);
        for (Sample sample : all(data)) {
            assertArrayEquals(new int[] {48, 32}, sample.shape());
            assertEquals(48 * 32, sample.image().length);
            assertEquals(1, Arrays.stream(sample.labels()).sum(), "the one voxel is kept");
        }
        assertEquals(List.of("background", "class 1"), data.classNames());
    }

    @Test
    void everyFifthPairValidatesAndTheSeedChoosesIt() {
        for (int i = 0; i < 11; i++) {
            pair("p" + i, 16, 16, 2);
        }
        SegmentationData data = FolderData.load(folder, 0, 0);
        assertEquals(9, data.train().size());
        assertEquals(2, data.validation().size());
        assertEquals(11, all(data).stream().map(Sample::id).distinct().count());
        assertEquals(3, data.classNames().size());
        assertEquals(ids(data), ids(FolderData.load(folder, 0, 0)));
        assertNotEquals(ids(data), ids(FolderData.load(folder, 0, 1)));
    }

    @Test
    void volumesAreRead() {
        for (String name : new String[] {"a", "b"}) {
            int[] shape = {5, 6, 7};
            float[] values = new float[210];
            values[3] = 1000;
            Nifti image = Nifti.of(new Volume(1, shape, new float[] {3, 1, 1}, values));
            image.write(folder.resolve("images/" + name + ".nii.gz"), NiftiType.INT16);
            int[] labels = new int[210];
            labels[3] = 1;
            image.with(new Mask(shape, labels))
                    .write(folder.resolve("masks/" + name + ".nii"), NiftiType.UINT8);
        }
        Sample sample = FolderData.load(folder, 0, 0).train().get(0);
        assertArrayEquals(new int[] {16, 16, 16}, sample.shape());
        assertArrayEquals(new float[] {3, 1, 1}, sample.spacing());
    }

    @Test
    void imagesThatPatchesAreDrawnFromKeepTheirSizes() {
        pair("a", 20, 30, 1);
        pair("b", 33, 10, 1);
        PatchView patches = new PatchView(new int[] {16, 16}, 0.5f, 4);
        SegmentationData data = FolderData.load(folder, 0, 0, patches);
        assertEquals(
                Set.of("[20, 30]", "[33, 10]"),
                all(data).stream()
                        .map(sample -> Arrays.toString(sample.shape()))
                        .collect(Collectors.toSet()));
        assertEquals(patches, data.view());
    }

    @Test
    void patchesOfOtherAxesThanTheImagesAreRefused() {
        pair("a", 20, 30, 1);
        pair("b", 33, 10, 1);
        PatchView patches = new PatchView(new int[] {16, 16, 16}, 0.5f, 4);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> FolderData.load(folder, 0, 0, patches));
        assertTrue(e.getMessage().contains("patch [16, 16, 16]"), e.getMessage());
        assertTrue(e.getMessage().contains("have 2 axes"), e.getMessage());
    }

    @Test
    void missingFolderIsNamed() {
        assertRefused(0, folder.resolve("images").toString());
        pair("a", 16, 16, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> DataSets.open(folder.resolve("none").toString(), DataOptions.defaults()));
    }

    @Test
    void tooFewPairsAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("masks"));
        assertRefused(0, "found 0 pairs");
        pair("a", 16, 16, 1);
        assertRefused(0, "found 1 pairs, expected at least 2");
    }

    @Test
    void imagesWithoutMaskAreNamed() throws IOException {
        pair("a", 16, 16, 1);
        pair("lonely", 16, 16, 1);
        Files.delete(folder.resolve("masks/lonely.png"));
        assertRefused(0, "no mask for the images [lonely]");
    }

    @Test
    void maskOfAnotherSizeIsNamed() {
        pair("a", 16, 16, 1);
        pair("b", 16, 16, 1);
        Png.writeMask(folder.resolve("masks/b.png"), new Mask(new int[] {15, 16}, new int[240]));
        assertRefused(0, "found shape [15, 16], expected that of its image, [16, 16]");
    }

    @Test
    void labelOutOfRangeIsNamed() {
        pair("a", 16, 16, 1);
        pair("b", 16, 16, 3);
        assertRefused(3, "b: found class 3 at voxel 136, expected 0 to 2");
    }

    @Test
    void pictureTakenForAMaskIsRefused() {
        pair("a", 16, 16, 1);
        pair("b", 16, 16, 200);
        assertRefused(0, "found labels up to 200");
    }

    @Test
    void mixedKindsAreRefused() {
        pair("a", 16, 16, 1);
        pair("b", 16, 16, 1);
        Png.write(
                folder.resolve("images/b.png"),
                new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB));
        assertRefused(0, "b has 3 channels and 2 axes, but a has 1 channels and 2 axes");
    }

    @Test
    void unreadableFileIsNamed() throws IOException {
        pair("a", 16, 16, 1);
        pair("b", 16, 16, 1);
        Files.writeString(folder.resolve("images/b.png"), "no image");
        assertRefused(0, "b.png");
    }

    @Test
    void ambiguousNameIsRefused() {
        pair("a", 16, 16, 1);
        Nifti.of(new Volume(1, new int[] {16, 16}, new float[] {1, 1}, new float[256]))
                .write(folder.resolve("images/a.nii"), NiftiType.UINT8);
        assertRefused(0, "same base name");
    }

    private void pair(String name, int height, int width, int label) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(width / 2, height / 2, 0, 200);
        Png.write(folder.resolve("images/" + name + ".png"), image);
        int[] labels = new int[height * width];
        labels[height / 2 * width + width / 2] = label;
        Png.writeMask(
                folder.resolve("masks/" + name + ".png"),
                new Mask(new int[] {height, width}, labels));
    }

    private static List<Sample> all(SegmentationData data) {
        return Stream.concat(data.train().stream(), data.validation().stream()).toList();
    }

    private static List<String> ids(SegmentationData data) {
        return all(data).stream().map(Sample::id).toList();
    }

    private void assertRefused(int classes, String message) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> FolderData.load(folder, classes, 0));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
