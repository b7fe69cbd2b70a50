package org.segloss.benchmark;

import java.util.List;
import java.util.Random;
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
import org.openjdk.jmh.annotations.Warmup;
import org.segloss.geometry.CubicalPersistence;
import org.segloss.geometry.Filtration;
import org.segloss.geometry.PersistencePair;

/** Persistent homology of a noisy likelihood. The command is in {@code docs/PERFORMANCE.md}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PersistenceBenchmark {

    @Param("512")
    private int side;

    @Param private CubicalPersistence.Construction construction;

    @Param({"0", "1"})
    private int dimension;

    private float[] likelihood;

    /** Makes a likelihood in [0, 1] with noise on every pixel: the most features there can be. */
    @Setup
    public void create() {
        Random random = new Random(1);
        likelihood = new float[side * side];
        for (int v = 0; v < likelihood.length; v++) {
            int row = v / side;
            double wave = Math.sin(v % side / 20.0) * Math.sin(row / 20.0);
            likelihood[v] = (float) (1 / (1 + Math.exp(-3 * wave - random.nextGaussian())));
        }
    }

    /**
     * Finds the features.
     *
     * @return the features
     */
    @Benchmark
    public List<PersistencePair> pairs() {
        return new CubicalPersistence(construction, Filtration.SUPERLEVEL, side, side)
                .pairs(likelihood, dimension);
    }
}
