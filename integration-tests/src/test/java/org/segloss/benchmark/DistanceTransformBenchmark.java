package org.segloss.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
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
 * in {@code docs/PERFORMANCE.md}; it needs {@code python3} with SciPy.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DistanceTransformBenchmark {

    /** A mask that a fifth of the voxels belong to, in many rounded parts. */
    @State(Scope.Benchmark)
    public static class Mask {

        @Param("256")
        private int side;

        private boolean[] voxels;
        private int[] shape;

        /** Makes the mask. */
        @Setup
        public void create() {
            double[] wave = new double[side];
            Arrays.setAll(wave, i -> Math.sin(i / 10.0));
            shape = new int[] {side, side, side};
            voxels = new boolean[side * side * side];
            for (int v = 0; v < voxels.length; v++) {
                int row = v / side;
                voxels[v] = wave[row / side] + wave[row % side] + wave[v % side] > 0.8;
            }
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

    /** SciPy in a process of its own, which is there before the clock starts. */
    @State(Scope.Benchmark)
    public static class Scipy {

        private Process process;
        private BufferedReader answers;
        private BufferedWriter questions;

        /**
         * Starts the process and waits until it has made its mask.
         *
         * @param mask the mask
         * @throws IOException if there is no {@code python3} with SciPy
         */
        @Setup
        public void start(Mask mask) throws IOException {
            process =
                    new ProcessBuilder(
                                    "python3",
                                    "src/test/python/scipy_distances.py",
                                    Integer.toString(mask.side))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            answers = process.inputReader();
            questions = process.outputWriter();
            if (answers.readLine() == null) {
                throw new IOException("python3 with SciPy did not start");
            }
        }

        /** Ends the process. */
        @TearDown
        public void stop() {
            process.destroy();
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
        DistanceTransform transform = new DistanceTransform(mask.shape);
        return threads.pool.submit(() -> transform.toNearest(v -> !mask.voxels[v])).get();
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
        BoundaryDistance distance = new BoundaryDistance(mask.shape);
        return threads.pool.submit(() -> distance.of(v -> mask.voxels[v])).get();
    }

    /**
     * What {@link #inside} measures, by SciPy.
     *
     * @param scipy the process
     * @return the largest distance
     * @throws IOException if the process has ended
     */
    @Benchmark
    public String insideByScipy(Scipy scipy) throws IOException {
        scipy.questions.write("\n");
        scipy.questions.flush();
        return scipy.answers.readLine();
    }
}
