package org.segloss.proof;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;
import org.segloss.tensor.EngineMemory;

/** Random logits and labels that can be rearranged, in double precision. */
final class Batch {

    private final Shape shape;
    private final double[] logits;
    private final int[] labels;

    private Batch(Shape shape, double[] logits, int[] labels) {
        this.shape = shape;
        this.logits = logits;
        this.labels = labels;
    }

    /** Images of one to three axes, whose labels may lack a class and which may be one voxel. */
    static Arbitrary<Batch> any(int classes, boolean ignored) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs().between(1, 6).list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.longs())
                .as((images, axes, seed) -> random(images, classes, axes, seed, ignored));
    }

    private static Batch random(
            int images, int classes, Iterable<Long> axes, long seed, boolean ignored) {
        Shape shape = new Shape(images, classes);
        for (long axis : axes) {
            shape = shape.add(axis);
        }
        Random random = new Random(seed);
        double[] logits = random.doubles(shape.size(), -4, 4).toArray();
        int[] labels = random.ints(shape.size() / classes, 0, classes).toArray();
        for (int i = 0; ignored && i < labels.length; i++) {
            labels[i] = random.nextInt(4) == 0 ? Sample.IGNORED : labels[i];
        }
        return new Batch(shape, logits, labels);
    }

    /** A number for every entry. */
    double[] logits() {
        return logits;
    }

    /** The class of every voxel, {@link Sample#IGNORED} for some if asked for. */
    int[] labels() {
        return labels;
    }

    int images() {
        return (int) shape.get(0);
    }

    int classes() {
        return (int) shape.get(1);
    }

    int voxels() {
        return labels.length / images();
    }

    /** The same entries in another order; each operator says where a new position comes from. */
    Batch rearranged(IntUnaryOperator image, IntUnaryOperator channel, IntUnaryOperator voxel) {
        int[] inverse = new int[classes()];
        IntStream.range(0, classes()).forEach(c -> inverse[channel.applyAsInt(c)] = c);
        int[] moved = new int[labels.length];
        for (int i = 0; i < moved.length; i++) {
            int from = image.applyAsInt(i / voxels()) * voxels() + voxel.applyAsInt(i % voxels());
            moved[i] = labels[from] == Sample.IGNORED ? Sample.IGNORED : inverse[labels[from]];
        }
        return new Batch(shape, rearrange(logits, image, channel, voxel), moved);
    }

    /** Numbers for every entry, in the order that {@link #rearranged} gives the logits. */
    double[] rearrange(
            double[] numbers,
            IntUnaryOperator image,
            IntUnaryOperator channel,
            IntUnaryOperator voxel) {
        double[] moved = new double[numbers.length];
        int perImage = classes() * voxels();
        for (int i = 0; i < moved.length; i++) {
            int c = channel.applyAsInt(i % perImage / voxels());
            moved[i] =
                    numbers[
                            (image.applyAsInt(i / perImage) * classes() + c) * voxels()
                                    + voxel.applyAsInt(i % voxels())];
        }
        return moved;
    }

    /** One of the images. */
    Batch image(int n) {
        int perImage = classes() * voxels();
        return new Batch(
                new Shape(1).addAll(shape.slice(1)),
                Arrays.copyOfRange(logits, n * perImage, (n + 1) * perImage),
                Arrays.copyOfRange(labels, n * voxels(), (n + 1) * voxels()));
    }

    /** The same labels with other logits. */
    Batch with(double... others) {
        return new Batch(shape, others, labels);
    }

    /** Logits that are surely right. */
    Batch perfect() {
        double[] sure = new double[logits.length];
        for (int i = 0; i < sure.length; i++) {
            int n = i / (classes() * voxels());
            int c = i / voxels() % classes();
            sure[i] = labels[n * voxels() + i % voxels()] == c ? 100 : -100;
        }
        return with(sure);
    }

    Evaluation evaluate(Backend backend, LossSpec spec) {
        SegmentationLoss loss = Losses.create(spec);
        Shape space = new Shape(images()).addAll(shape.slice(2));
        try (NDManager manager = backend.newManager()) {
            NDList given = new NDList(EngineMemory.create(manager, labels, space));
            for (String name : loss.requiredLabelArrays()) {
                NDArray array = EngineMemory.create(manager, perVoxel(), space);
                array.setName(name);
                given.add(array);
            }
            return Evaluation.of(loss, given, EngineMemory.create(manager, logits, shape));
        }
    }

    /** A number that a voxel keeps wherever it goes, whatever the order of its classes. */
    private float[] perVoxel() {
        double[] sums = new double[labels.length];
        for (int i = 0; i < logits.length; i++) {
            sums[i / (classes() * voxels()) * voxels() + i % voxels()] += Math.abs(logits[i]);
        }
        float[] numbers = new float[labels.length];
        for (int i = 0; i < numbers.length; i++) {
            // Rounded, for the sum of the same numbers in another order is another sum.
            numbers[i] = Math.round(sums[i] * 1000) / 1e5f;
        }
        return numbers;
    }

    @Override
    public String toString() {
        return shape + " " + Arrays.toString(labels) + " " + Arrays.toString(logits);
    }
}
