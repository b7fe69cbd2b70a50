package org.segloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrainDataTest {

    @Test
    void positionAlonePredictsTheDeepStructures() {
        // Measured apart from this code, on the whole halves.
        assertBaseline(load(BrainTask.DEEP, 0), 0.7485, 0.8347, 0.7676, 0.9298);
        assertBaseline(load(BrainTask.DEEP_3D, 0), 0.7485, 0.8347, 0.7676, 0.9298);
    }

    @Test
    void slicesHoldAllOfBothSides() {
        SegmentationData data = load(BrainTask.DEEP, 0);
        // Of the atlas, without the 27 and 14 voxels of the thalami on the plane between the sides.
        assertArrayEquals(new long[] {7469, 7682, 7942, 8673}, counts(data.train()));
        assertArrayEquals(new long[] {7606, 7941, 8510, 8385}, counts(data.validation()));
        assertArrayEquals(new int[] {64, 48}, data.train().get(0).shape());
    }

    @Test
    void trainingHalfIsStandardised() {
        Sample left = load(BrainTask.DEEP_3D, 0).train().get(0);
        Standardisation scale = Standardisation.of(left.image());
        assertEquals(0, scale.mean(), 1e-4);
        assertEquals(1, scale.deviation(), 1e-4);
    }

    @Test
    void neighbouringSlicesAreChannelsAroundTheSliceItself() {
        List<Sample> slices = load(BrainTask.DEEP, 1).validation();
        int size = 64 * 48;
        for (int i = 1; i < slices.size() - 1; i++) {
            for (int c = 0; c < 3; c++) {
                assertArrayEquals(
                        Arrays.copyOfRange(slices.get(i + c - 1).image(), size, 2 * size),
                        Arrays.copyOfRange(slices.get(i).image(), c * size, (c + 1) * size));
            }
        }
    }

    @Test
    void brainInTheHead() {
        SegmentationData data = load(BrainTask.HEAD, 0);
        assertEquals(List.of("background", "brain"), data.classNames());
        assertArrayEquals(new int[] {160, 80}, data.train().get(0).shape());
        assertBaseline(data, 0.956);
    }

    @Test
    void incompleteFolderIsNamed(@TempDir Path folder) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> BrainFiles.requireComplete(folder));
        assertTrue(e.getMessage().contains("lacks [ch2.nii.gz"), e.getMessage());
    }

    @Test
    void unknownNameIsAnsweredWithTheKnownOnes() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> DataSets.open("brian", DataOptions.defaults()));
        assertTrue(
                e.getMessage().contains("[brain, brain-head, brain-3d, silhouettes]"),
                e.getMessage());
    }

    private static SegmentationData load(BrainTask task, int context) {
        try {
            return BrainData.load(task, context);
        } catch (DataUnavailableException e) {
            return abort(e.getMessage());
        }
    }

    private static long[] counts(List<Sample> samples) {
        long[] counts = new long[4];
        for (Sample sample : samples) {
            Arrays.stream(sample.labels()).filter(l -> l > 0).forEach(l -> counts[l - 1]++);
        }
        return counts;
    }

    private static void assertBaseline(SegmentationData data, double... expected) {
        List<int[]> baseline = data.positionBaseline().orElseThrow();
        for (int label = 1; label <= expected.length; label++) {
            long both = 0;
            long either = 0;
            for (int i = 0; i < baseline.size(); i++) {
                int[] truth = data.validation().get(i).labels();
                for (int v = 0; v < truth.length; v++) {
                    boolean predicted = baseline.get(i)[v] == label;
                    both += predicted && truth[v] == label ? 2 : 0;
                    either += (predicted ? 1 : 0) + (truth[v] == label ? 1 : 0);
                }
            }
            double dice = (double) both / either;
            assertEquals(expected[label - 1], dice, 5e-4, data.classNames().get(label));
        }
    }
}
