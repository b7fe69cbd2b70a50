package org.segloss.benchmark;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
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
import org.segloss.SegmentationLoss;
import org.segloss.region.DiceLoss;

/**
 * The candidate forms of the building blocks, forward and backward on both engines: what the
 * library chose and what it did not. The command stands in {@code docs/PERFORMANCE.md}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class BuildingBlocksBenchmark {

    /** The forms; the prefix is the block. */
    public enum Form {
        ONE_HOT_COMPARE,
        ONE_HOT_OPERATOR,
        ONE_HOT_ON_HOST,
        SOFTMAX_OPERATOR,
        SOFTMAX_OF_LOG,
        SOFTMAX_BY_HAND,
        SUM_LAST_AXIS,
        SUM_SEVERAL_AXES,
        OVERLAP_MULTIPLY_SUM,
        OVERLAP_MATRIX_PRODUCT,
        CLASS_MULTIPLY_SUM,
        CLASS_PICK,
        DICE_TEXTBOOK,
        DICE_OF_LIBRARY
    }

    private static final int N = 2;
    private static final int C = 4;
    private static final int[] AXES = {96, 96, 48};
    private static final int V = AXES[0] * AXES[1] * AXES[2];

    @Param({"PyTorch", "MXNet"})
    private String engine;

    @Param private Form form;

    private NDManager manager;
    private NDArray logits;
    private NDArray folded;
    private NDArray labels;
    private NDArray oneHot;
    private NDArray matrix;
    private SegmentationLoss dice;

    /** Makes random logits and labels. */
    @Setup
    public void create() {
        manager = NDManager.newBaseManager(Device.cpu(), engine);
        SplittableRandom random = new SplittableRandom(1);
        float[] x = new float[N * C * V];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble(-3, 3);
        }
        int[] y = random.ints((long) N * V, 0, C).toArray();
        logits = manager.create(x, new Shape(N, C, AXES[0], AXES[1], AXES[2]));
        folded = manager.create(x, new Shape(N, C, V));
        logits.setRequiresGradient(true);
        folded.setRequiresGradient(true);
        labels = manager.create(y, new Shape(N, AXES[0], AXES[1], AXES[2]));
        oneHot = hostOneHot(manager);
        NDArray ones = manager.ones(new Shape(N, V, 1));
        matrix = oneHot.transpose(0, 2, 1).concat(ones, 2);
        dice = DiceLoss.builder().build();
    }

    /** Closes the arrays. */
    @TearDown
    public void close() {
        manager.close();
    }

    /**
     * Runs the form forward and, where it is differentiable, backward.
     *
     * @return the result on the host, so that an asynchronous engine has finished
     */
    @Benchmark
    public ByteBuffer run() {
        try (NDManager scope = manager.newSubManager()) {
            if (form.name().startsWith("ONE_HOT")) {
                return oneHot(scope).toByteBuffer();
            }
            boolean whole = form == Form.DICE_OF_LIBRARY || form == Form.SUM_SEVERAL_AXES;
            NDArray x = whole ? logits : folded;
            x.tempAttach(scope);
            try (GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
                collector.backward(apply(x).sum());
            }
            return x.getGradient().toByteBuffer();
        }
    }

    private NDArray apply(NDArray x) {
        int[] channel = {1};
        int[] last = {2};
        return switch (form) {
            case SOFTMAX_OPERATOR -> x.softmax(1);
            case SOFTMAX_OF_LOG -> x.logSoftmax(1).exp();
            case SOFTMAX_BY_HAND -> {
                NDArray e = x.sub(x.stopGradient().max(channel, true)).exp();
                yield e.div(e.sum(channel, true));
            }
            case SUM_LAST_AXIS -> x.sum(last);
            case SUM_SEVERAL_AXES -> x.sum(new int[] {2, 3, 4});
            case OVERLAP_MULTIPLY_SUM -> x.mul(oneHot).sum(last);
            case OVERLAP_MATRIX_PRODUCT -> x.matMul(matrix);
            case CLASS_MULTIPLY_SUM -> x.mul(oneHot).sum(channel);
            case CLASS_PICK ->
                    x.get(new NDIndex().addAllDim(1).addPickDim(labels.reshape(N, 1, V)));
            case DICE_TEXTBOOK -> {
                NDArray p = x.softmax(1);
                NDArray g = compare(x.getManager());
                NDArray overlap = p.mul(g).sum(last).mul(2).add(1e-5);
                yield overlap.div(p.sum(last).add(g.sum(last)).add(1e-5)).neg().add(1);
            }
            case DICE_OF_LIBRARY -> dice.evaluate(new NDList(labels), new NDList(x));
            default -> throw new IllegalStateException(form + " has no gradient");
        };
    }

    private NDArray oneHot(NDManager scope) {
        return switch (form) {
            case ONE_HOT_COMPARE -> compare(scope);
            case ONE_HOT_OPERATOR -> labels.reshape(N, V).oneHot(C).transpose(0, 2, 1);
            default -> hostOneHot(scope);
        };
    }

    private NDArray compare(NDManager scope) {
        NDArray classes = scope.arange(0, C, 1, DataType.INT32).reshape(1, C, 1);
        return labels.reshape(N, 1, V).eq(classes).toType(DataType.FLOAT32, false);
    }

    private NDArray hostOneHot(NDManager scope) {
        int[] y = labels.toIntArray();
        float[] maps = new float[N * C * V];
        for (int i = 0; i < y.length; i++) {
            maps[(i / V * C + y[i]) * V + i % V] = 1;
        }
        return scope.create(maps, new Shape(N, C, V));
    }
}
