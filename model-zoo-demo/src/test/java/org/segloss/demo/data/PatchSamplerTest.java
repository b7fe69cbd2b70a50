package org.segloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.demo.image.Volume;

class PatchSamplerTest {

    private static final int DRAWS = 400;

    /**
     * A volume whose intensities name their voxels: two voxels of class 1, a thousand of class 2.
     */
    private static Sample volume(int... shape) {
        int[] labels = new int[Volume.sizeOf(shape)];
        labels[0] = 1;
        labels[labels.length / 2] = 1;
        Arrays.fill(labels, labels.length - 1000, labels.length, 2);
        float[] image = new float[labels.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = i;
        }
        return new Sample("ramp", shape, 1, image, labels, new float[] {1, 1, 1});
    }

    private static List<Sample> draw(Sample volume, float foreground, int... patch) {
        Random random = new Random(5);
        PatchSampler sampler = new PatchSampler(new PatchView(patch, foreground, 1));
        List<Sample> drawn = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            drawn.add(sampler.draw(volume, random));
        }
        return drawn;
    }

    private static long withClass(List<Sample> patches, int label) {
        return patches.stream()
                .filter(p -> IntStream.of(p.labels()).anyMatch(l -> l == label))
                .count();
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.25f, 0.5f, 1})
    void theShareLiesAroundTheForegroundAndRareClassesAreSeen(float share) {
        List<Sample> patches = draw(volume(60, 60, 60), share, 8, 8, 8);
        // Anywhere, a patch holds a voxel of the rare class once in some hundred times.
        double rare = (double) withClass(patches, 1) / DRAWS;
        assertEquals(share / 2, rare, 0.08, "half of the share is the rare class's");
        double any = (double) patches.stream().filter(p -> p.mask().maxLabel() > 0).count() / DRAWS;
        assertTrue(any >= share - 0.08, share + ": " + any);
    }

    @Test
    void anywhereReachesEveryPlaceAlike() {
        int[] starts = new int[5];
        for (Sample patch : draw(volume(12, 16, 16), 0, 8, 16, 16)) {
            starts[(int) patch.image()[0] / 256]++;
        }
        for (int count : starts) {
            assertEquals(DRAWS / 5.0, count, 35, Arrays.toString(starts));
        }
    }

    @Test
    void imageAndLabelsAreCutFromOnePlace() {
        Sample volume = volume(20, 30, 25);
        for (Sample patch : draw(volume, 0.5f, 8, 8, 8)) {
            assertArrayEquals(new int[] {8, 8, 8}, patch.shape());
            for (int i = 0; i < patch.labels().length; i++) {
                assertEquals(volume.labels()[(int) patch.image()[i]], patch.labels()[i]);
            }
        }
    }

    @Test
    void aSmallVolumeIsContinuedByItsEdgeAndByBackground() {
        for (Sample patch : draw(volume(10, 10, 10), 0.5f, 16, 8, 8)) {
            assertEquals(patch.image()[0], patch.image()[3 * 64], "above the first slice");
            assertEquals(
                    0, IntStream.of(Arrays.copyOf(patch.labels(), 3 * 64)).sum(), "no label there");
            assertTrue(patch.image()[3 * 64] < patch.image()[4 * 64]);
        }
    }

    @Test
    void oneSeedDrawsTheSame() {
        Sample volume = volume(20, 30, 25);
        List<Sample> first = draw(volume, 0.5f, 8, 8, 8);
        List<Sample> again = draw(volume, 0.5f, 8, 8, 8);
        for (int i = 0; i < DRAWS; i++) {
            assertArrayEquals(first.get(i).image(), again.get(i).image());
        }
    }

    @Test
    void aVolumeOfBackgroundIsSampledAnywhere() {
        int[] shape = {9, 9, 9};
        Sample empty =
                new Sample("empty", shape, 1, new float[729], new int[729], new float[] {1, 1, 1});
        assertEquals(DRAWS, draw(empty, 1, 8, 8, 8).size());
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        int[] patch = {8, 8};
        assertRefused(() -> new PatchView(patch, 1.5f, 1), "foreground 1.5: expected");
        assertRefused(() -> new PatchView(patch, -1, 1), "foreground -1.0: expected");
        assertRefused(() -> new PatchView(patch, Float.NaN, 1), "foreground NaN: expected");
        assertRefused(() -> new PatchView(patch, 0, 0), "patches of a volume 0: expected 1");
        assertRefused(() -> new PatchView(new int[] {8}, 0, 1), "patch [8]: expected");
        assertRefused(() -> new PatchView(new int[] {8, 0}, 0, 1), "patch [8, 0]: expected");
    }

    private static void assertRefused(Executable choice, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, choice);
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }
}
