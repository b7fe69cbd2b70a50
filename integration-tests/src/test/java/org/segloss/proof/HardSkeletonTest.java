package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.tensor.EngineMemory;
import org.segloss.tensor.HardSkeleton;
import org.segloss.tensor.SoftSkeleton;

/** Skeletons of hard masks are those that every engine finds in the same masks. */
class HardSkeletonTest {

    private static final int ITERATIONS = 2;

    @TestFactory
    Stream<DynamicTest> equalsTheSoftSkeleton() {
        return Backend.present().stream()
                .flatMap(
                        backend ->
                                Stream.of(new Shape(90), new Shape(17, 70), new Shape(8, 9, 11))
                                        .flatMap(
                                                space ->
                                                        Stream.of(SoftSkeleton.Method.values())
                                                                .map(
                                                                        method ->
                                                                                check(
                                                                                        backend,
                                                                                        space,
                                                                                        method))));
    }

    private static DynamicTest check(Backend backend, Shape space, SoftSkeleton.Method method) {
        return dynamicTest(
                backend + " " + space + " " + method,
                () -> {
                    int[] shape =
                            LongStream.of(space.getShape()).mapToInt(Math::toIntExact).toArray();
                    BitSet mask = thickLines((int) space.size());
                    assertEquals(
                            soft(backend, space, method, mask),
                            new HardSkeleton(shape, ITERATIONS, method).of(mask));
                });
    }

    /** Runs of voxels, most of them longer than what the erosions take away. */
    private static BitSet thickLines(int voxels) {
        Random random = new Random(voxels);
        BitSet mask = new BitSet();
        for (int v = 0; v < voxels; v += 1 + random.nextInt(12)) {
            int from = v;
            v += random.nextInt(40);
            mask.set(from, Math.min(v, voxels));
        }
        return mask;
    }

    private static BitSet soft(
            Backend backend, Shape space, SoftSkeleton.Method method, BitSet mask) {
        try (NDManager manager = backend.newManager()) {
            float[] numbers = new float[(int) space.size()];
            mask.stream().forEach(v -> numbers[v] = 1);
            NDArray map = EngineMemory.create(manager, numbers, new Shape(1, 1).addAll(space));
            float[] found = SoftSkeleton.of(map, ITERATIONS, method).toFloatArray();
            BitSet skeleton = new BitSet();
            IntStream.range(0, found.length).filter(v -> found[v] == 1).forEach(skeleton::set);
            return skeleton;
        }
    }
}
