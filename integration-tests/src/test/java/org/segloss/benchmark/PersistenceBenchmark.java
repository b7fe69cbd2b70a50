package org.segloss.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.segloss.geometry.CubicalPersistence;
import org.segloss.geometry.Filtration;
import org.segloss.geometry.PersistencePair;

/**
 * Persistent homology of a noisy likelihood. SciPy has none: beside it stand what any would have to
 * do first, sorting the voxels, and what SciPy has of topology, the components at one threshold.
 * The command is in {@code docs/PERFORMANCE.md}; it needs a Python with SciPy.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PersistenceBenchmark {

    /** A likelihood in [0, 1] with noise on every voxel: the most features there can be. */
    @State(Scope.Benchmark)
    public static class Likelihood {

        @Param({
            "64x64",
            "128x128",
            "256x256",
            "512x512",
            "1024x1024",
            "2048x2048",
            "16x16x16",
            "32x32x32",
            "64x64x64",
            "128x128x128"
        })
        private String shape;

        private int[] sides;
        private float[] values;

        /** Makes the likelihood. */
        @Setup
        public void create() {
            sides = Stream.of(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
            values = new float[IntStream.of(sides).reduce(1, (a, b) -> a * b)];
            Random random = new Random(1);
            for (int v = 0; v < values.length; v++) {
                double wave = 1;
                int rest = v;
                for (int axis = sides.length - 1; axis >= 0; axis--) {
                    wave *= Math.sin(rest % sides[axis] / 20.0);
                    rest /= sides[axis];
                }
                values[v] = (float) (1 / (1 + Math.exp(-3 * wave - random.nextGaussian())));
            }
        }
    }

    /** Which features are found: the voids of a volume are found like components. */
    @State(Scope.Benchmark)
    public static class Features {

        @Param("VERTICES")
        private CubicalPersistence.Construction construction;

        @Param({"0", "1"})
        private int dimension;

        private List<PersistencePair> of(Likelihood likelihood) {
            return new CubicalPersistence(construction, Filtration.SUPERLEVEL, likelihood.sides)
                    .pairs(likelihood.values, dimension);
        }
    }

    /** NumPy and SciPy with the same likelihood. */
    @State(Scope.Benchmark)
    public static class Reference {

        @Param({"argsort", "label"})
        private String job;

        private Scipy scipy;

        /**
         * Hands over the likelihood, or what is above a half.
         *
         * @param likelihood the likelihood
         * @throws IOException if there is no Python with SciPy
         */
        @Setup
        public void start(Likelihood likelihood) throws IOException {
            float[] values = likelihood.values;
            boolean mask = job.equals("label");
            ByteBuffer bytes =
                    ByteBuffer.allocate(mask ? values.length : Float.BYTES * values.length)
                            .order(ByteOrder.nativeOrder());
            for (float value : values) {
                if (mask) {
                    bytes.put((byte) (value > 0.5 ? 1 : 0));
                } else {
                    bytes.putFloat(value);
                }
            }
            scipy = new Scipy(bytes.array(), job, likelihood.shape);
        }

        /** Ends the process. */
        @TearDown
        public void stop() {
            scipy.close();
        }
    }

    /**
     * Finds the features.
     *
     * @param features which
     * @param likelihood of what
     * @return the features
     */
    @Benchmark
    @Fork(jvmArgsAppend = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=1")
    public List<PersistencePair> oneThread(Features features, Likelihood likelihood) {
        return features.of(likelihood);
    }

    /**
     * The same with two threads for the sorting. On two processors Java gives it only one.
     *
     * @param features which
     * @param likelihood of what
     * @return the features
     */
    @Benchmark
    @Fork(jvmArgsAppend = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2")
    public List<PersistencePair> twoThreads(Features features, Likelihood likelihood) {
        return features.of(likelihood);
    }

    /**
     * What can be had of NumPy and SciPy.
     *
     * @param reference the process
     * @return its answer
     * @throws IOException if the process has ended
     */
    @Benchmark
    public String byScipy(Reference reference) throws IOException {
        return reference.scipy.run();
    }
}
