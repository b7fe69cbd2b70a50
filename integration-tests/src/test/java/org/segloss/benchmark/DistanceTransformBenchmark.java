package org.segloss.benchmark;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.segloss.geometry.BoundaryDistance;
import org.segloss.geometry.DistanceTransform;

/**
 * The exact distance transform of a cube, beside SciPy's, which has one thread. The command stands
 * in {@code docs/PERFORMANCE.md}; it needs a Python with SciPy.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class DistanceTransformBenchmark {

    /** A mask that a fifth of the voxels belong to, in many rounded parts. */
    @State(Scope.Benchmark)
    public static class Mask {

        @Param({"64", "128", "256", "512"})
        private int side;

        @Param({"1x1x1", "3x1x1"})
        private String spacing;

        private byte[] voxels;
        private int[] shape;
        private float[] steps;

        /** Makes the mask. */
        @Setup
        public void create() {
            double[] wave = new double[side];
            Arrays.setAll(wave, i -> Math.sin(i / 10.0));
            shape = new int[] {side, side, side};
            String[] lengths = spacing.split("x", -1);
            steps = new float[lengths.length];
            for (int axis = 0; axis < lengths.length; axis++) {
                steps[axis] = Float.parseFloat(lengths[axis]);
            }
            voxels = new byte[side * side * side];
            for (int v = 0; v < voxels.length; v++) {
                int row = v / side;
                double sum = wave[row / side] + wave[row % side] + wave[v % side];
                voxels[v] = (byte) (sum > 0.8 ? 1 : 0);
            }
        }

        private boolean has(int v) {
            return voxels[v] != 0;
        }
    }

    /** A parallel stream runs in the pool of the task that starts it. */
    @State(Scope.Benchmark)
    public static class Threads {

        @Param({"1", "2"})
        private int threads;

        private ForkJoinPool pool;

        /** Starts the threads. */
        @Setup
        public void start() {
            pool = new ForkJoinPool(threads);
        }

        /** Ends the threads. */
        @TearDown
        public void stop() {
            pool.shutdown();
        }
    }

    /** SciPy with the same mask. */
    @State(Scope.Benchmark)
    public static class Reference {

        private Scipy scipy;

        /**
         * Hands the mask over.
         *
         * @param mask the mask
         * @throws IOException if there is no Python with SciPy
         */
        @Setup
        public void start(Mask mask) throws IOException {
            String shape = "%1$dx%1$dx%1$d".formatted(mask.side);
            scipy = new Scipy(mask.voxels, "edt", shape, mask.spacing);
        }

        /** Ends the process. */
        @TearDown
        public void stop() {
            scipy.close();
        }
    }

    /**
     * From every voxel of the mask to the nearest voxel outside.
     *
     * @param mask the mask
     * @param threads the threads
     * @return the distances
     * @throws ExecutionException never
     * @throws InterruptedException if the benchmark is stopped
     */
    @Benchmark
    public float[] inside(Mask mask, Threads threads)
            throws ExecutionException, InterruptedException {
        DistanceTransform transform = new DistanceTransform(mask.shape, mask.steps);
        return threads.pool.submit(() -> transform.toNearest(v -> !mask.has(v))).get();
    }

    /**
     * The distances on both sides of the boundary.
     *
     * @param mask the mask
     * @param threads the threads
     * @return the distances
     * @throws ExecutionException never
     * @throws InterruptedException if the benchmark is stopped
     */
    @Benchmark
    public float[] bothSides(Mask mask, Threads threads)
            throws ExecutionException, InterruptedException {
        BoundaryDistance distance = new BoundaryDistance(mask.shape, mask.steps);
        return threads.pool.submit(() -> distance.of(mask::has)).get();
    }

    /**
     * What {@link #inside} measures, by SciPy. It takes most of a minute in the largest cube, and
     * has nothing to compile.
     *
     * @param reference the process
     * @return its answer
     * @throws IOException if the process has ended
     */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    public String insideByScipy(Reference reference) throws IOException {
        return reference.scipy.run();
    }
}
