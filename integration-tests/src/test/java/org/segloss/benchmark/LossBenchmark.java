package org.segloss.benchmark;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/**
 * A step of a loss, forward and backward, the same batch every time: maps of the labels are cached
 * after the first. Times are sampled, for on a shared machine the median says more than the mean.
 * The command stands in {@code docs/PERFORMANCE.md}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LossBenchmark {

    @Param({"PyTorch", "MXNet"})
    private String engine;

    @Param({"dice", "boundary", "distance-penalized-ce", "distance-penalized-dice", "topological"})
    private String loss;

    @Param({"2x1x256x256", "2x4x256x256"})
    private String shape;

    private NDManager manager;
    private NDArray logits;
    private NDArray labels;
    private SegmentationLoss evaluated;

    /** Makes rounded objects of every class, and a prediction that finds most of them. */
    @Setup
    public void create() {
        manager = NDManager.newBaseManager(Device.cpu(), engine);
        Shape all = new Shape(Stream.of(shape.split("x", -1)).mapToLong(Long::parseLong).toArray());
        int classes = (int) all.get(1);
        Shape space = all.slice(2);
        int voxels = (int) space.size();
        int[] index = new int[(int) all.get(0) * voxels];
        float[] values = new float[index.length * classes];
        Random random = new Random(1);
        for (int i = 0; i < index.length; i++) {
            int v = i % voxels;
            int image = i / voxels;
            double wave = image;
            for (int axis = space.dimension() - 1; axis >= 0; axis--) {
                wave += Math.sin(v % space.get(axis) / 7.0) / space.dimension();
                v /= (int) space.get(axis);
            }
            index[i] = Math.floorMod((int) Math.floor(2 * wave), Math.max(classes, 2));
            for (int c = 0; c < classes; c++) {
                double sign = index[i] == (classes == 1 ? 1 : c) ? 1 : -1;
                values[(image * classes + c) * voxels + i % voxels] =
                        (float) (2 * sign + random.nextGaussian());
            }
        }
        logits = manager.create(values, all);
        logits.setRequiresGradient(true);
        labels = manager.create(index, new Shape(all.get(0)).addAll(space));
        evaluated = Losses.create(loss);
    }

    /** Closes the arrays. */
    @TearDown
    public void close() {
        manager.close();
    }

    /**
     * Runs a step.
     *
     * @return the gradient on the host, so that an asynchronous engine has finished
     */
    @Benchmark
    public ByteBuffer step() {
        try (NDManager scope = manager.newSubManager()) {
            logits.tempAttach(scope);
            try (GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
                NDList prediction = new NDList(logits);
                collector.backward(evaluated.evaluate(new NDList(labels), prediction));
            }
            return logits.getGradient().toByteBuffer();
        }
    }
}
