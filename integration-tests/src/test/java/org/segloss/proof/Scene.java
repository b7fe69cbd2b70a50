package org.segloss.proof;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.segloss.SegmentationLoss;
import org.segloss.tensor.EngineMemory;

/**
 * An unusual image: which class each voxel has, and the logit that every class gets where it is
 * right and where it is wrong.
 *
 * @param name what is unusual
 * @param shape the shape of the predictions
 * @param label the class of each voxel
 * @param right the logit of the labelled class
 * @param wrong the logit of the others; with one channel, of voxels labelled 0
 */
record Scene(String name, Shape shape, IntUnaryOperator label, double right, double wrong) {

    private static final Shape IMAGES = new Shape(2, 3, 6, 5);

    private static final Shape ONE_CHANNEL = new Shape(2, 1, 6, 5);

    static Stream<Scene> all() {
        return Stream.of(
                new Scene("a class is absent", IMAGES, v -> v % 2, 1, -1),
                new Scene("all background", IMAGES, v -> 0, 1, -1),
                new Scene("no background", IMAGES, v -> 2, 1, -1),
                new Scene("one voxel is labelled", IMAGES, v -> v == 7 ? 1 : 0, 1, -1),
                new Scene("an image of one voxel", new Shape(1, 2, 1), v -> 1, 1, -1),
                new Scene("one channel, empty mask", ONE_CHANNEL, v -> 0, 1, -1),
                new Scene("one channel, full mask", ONE_CHANNEL, v -> 1, 1, -1),
                new Scene("one channel, all sure", ONE_CHANNEL, v -> v % 2, 100, -100),
                new Scene("one channel, all surely wrong", ONE_CHANNEL, v -> v % 2, -100, 100),
                perfect(),
                new Scene("surely wrong", IMAGES, v -> v % 3, -100, 100),
                new Scene("sure of an absent class", IMAGES, v -> 1, -100, 100),
                new Scene("all logits zero", IMAGES, v -> v % 3, 0, 0),
                new Scene("one spatial axis", new Shape(2, 3, 30), v -> v % 3, 1, -1),
                allIgnored());
    }

    /** Right everywhere, and sure of it. */
    static Scene perfect() {
        return new Scene("surely right", IMAGES, v -> v % 3, 100, -100);
    }

    static Scene allIgnored() {
        return new Scene("all voxels ignored", IMAGES, v -> Sample.IGNORED, 1, -1);
    }

    boolean ignored() {
        return label.applyAsInt(0) == Sample.IGNORED;
    }

    int axes() {
        return shape.dimension() - 2;
    }

    LabelKind kind() {
        return channels() == 1 ? LabelKind.ONE_CHANNEL : LabelKind.INDEX;
    }

    int channels() {
        return (int) shape.get(1);
    }

    /** The labels, with what the loss cannot do without. */
    NDList labels(NDManager manager, SegmentationLoss loss) {
        Shape space = new Shape(shape.get(0)).addAll(shape.slice(2));
        int voxels = (int) shape.slice(2).size();
        int[] labels =
                IntStream.range(0, (int) space.size())
                        .map(i -> label.applyAsInt(i % voxels))
                        .toArray();
        NDList list = new NDList(EngineMemory.create(manager, labels, space));
        list.addAll(Sample.further(manager, shape, loss.requiredLabelArrays()));
        return list;
    }

    /** The logits of the scene, or their probabilities: exactly 0 and 1 where they are sure. */
    NDArray prediction(NDManager manager, boolean probabilities) {
        int voxels = (int) shape.slice(2).size();
        double[] values = new double[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            int truth = label.applyAsInt(i % voxels);
            boolean hit = channels() == 1 ? truth == 1 : truth == i / voxels % channels();
            double logit = hit ? right : wrong;
            values[i] = probabilities ? (float) (1 / (1 + Math.exp(-logit))) : logit;
        }
        return Sample.array(manager, values, shape, DataType.FLOAT32);
    }

    /** Other logits for the same labels. */
    NDArray random(NDManager manager, long seed) {
        double[] values = new Random(seed).doubles(shape.size(), -5, 5).toArray();
        return Sample.array(manager, values, shape, DataType.FLOAT32);
    }

    @Override
    public String toString() {
        return name + " " + Arrays.toString(shape.getShape());
    }
}
