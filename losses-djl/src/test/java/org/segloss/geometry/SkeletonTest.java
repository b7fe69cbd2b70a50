package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkeletonTest {

    @ParameterizedTest
    @ValueSource(strings = {"vessel2d", "ring2d", "vessel3d"})
    void equalsGoldenSkeletons(String name) throws IOException {
        Map<String, Npz.Array> golden =
                Npz.read("/golden/boundary/metrics/cases/cldice/" + name + ".npz");
        for (String mask : new String[] {"pred", "gt"}) {
            double[] values = golden.get(mask).values();
            assertEquals(
                    voxels(golden.get("skeleton_" + mask)),
                    Skeleton.of(golden.get(mask).shape(), v -> values[v] != 0),
                    mask);
        }
    }

    /** The tubes of skeleton recall: the skeleton of all classes, two steps thicker. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "absent2d",
                "nested3d_empty_skeleton",
                "organs2d_no_batch",
                "vessel2d",
                "vessel3d"
            })
    void equalsGoldenTubes(String name) throws IOException {
        Map<String, Npz.Array> golden =
                Npz.read("/golden/boundary/skeleton_recall/" + name + ".npz");
        Npz.Array labels = golden.get("labels");
        for (int image = 0; image < labels.shape()[0]; image++) {
            Npz.Array classes = labels.at(image, 0);
            double[] label = classes.values();
            float[] tube = SkeletonTube.of(classes.shape(), 2, v -> label[v] > 0);
            BitSet labelled = new BitSet();
            IntStream.range(0, label.length)
                    .filter(v -> label[v] > 0 && tube[v] > 0)
                    .forEach(labelled::set);
            assertEquals(voxels(golden.get("skeleton").at(image, 0)), labelled, "image " + image);
        }
    }

    private static BitSet voxels(Npz.Array mask) {
        double[] values = mask.values();
        return IntStream.range(0, values.length)
                .filter(v -> values[v] != 0)
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    @Test
    void aSkeletonIsItsOwnSkeletonWithinTheMask() {
        Random random = new Random(5);
        for (int[] shape : new int[][] {{17, 23}, {1, 9}, {9, 11, 7}, {7, 1, 9}}) {
            BitSet mask = new BitSet();
            for (int v = 0; v < DistanceTransform.size(shape); v++) {
                mask.set(v, random.nextInt(10) < 7);
            }
            BitSet skeleton = Skeleton.of(shape, mask::get);
            assertEquals(skeleton, Skeleton.of(shape, skeleton::get));
            BitSet outside = (BitSet) skeleton.clone();
            outside.andNot(mask);
            assertTrue(outside.isEmpty());
        }
    }

    @Test
    void aBarKeepsItsLine() {
        int[] volume = {5, 5, 11};
        BitSet line = Skeleton.of(volume, v -> v / 11 % 5 % 4 != 0 && v / 55 % 4 != 0);
        assertEquals(1, BettiNumbers.of(volume, line::get)[0]);
        line.stream().forEach(v -> assertEquals(2 * 55 + 2 * 11, v - v % 11));
    }

    @Test
    void aThickRingKeepsItsHole() {
        IntPredicate ring = v -> Math.max(Math.abs(v / 13 % 13 - 6), Math.abs(v % 13 - 6)) > 2;
        BitSet flat = Skeleton.of(new int[] {13, 13}, ring);
        assertArrayEquals(new int[] {1, 1}, BettiNumbers.of(new int[] {13, 13}, flat::get));
        BitSet solid = Skeleton.of(new int[] {5, 13, 13}, ring);
        assertArrayEquals(new int[] {1, 1, 0}, BettiNumbers.of(new int[] {5, 13, 13}, solid::get));
        assertTrue(Math.max(flat.cardinality(), solid.cardinality()) < 4 * 13);
    }

    @Test
    void ofNothingThereIsNoSkeleton() {
        IntPredicate nothing = v -> false;
        assertTrue(Skeleton.of(new int[] {3, 5}, nothing).isEmpty());
        assertTrue(Skeleton.of(new int[] {3, 5, 3}, nothing).isEmpty());
    }

    @Test
    void refusesALine() {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Skeleton.of(new int[] {7}, v -> true));
        assertTrue(refusal.getMessage().contains("[7]"), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Skeleton.of(new int[4], v -> true));
    }
}
