package org.segloss.input;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.segloss.geometry.ConnectedComponents;
import org.segloss.host.HostArray;
import org.segloss.tensor.ExternalGradient;
import org.segloss.tensor.SafeMath;

/**
 * The objects in the labels of a batch: those that the label array {@code components} numbers, or
 * else the connected parts of the foreground.
 */
public final class LabelObjects {

    /** The name of the label array. */
    public static final String COMPONENTS = "components";

    private final LossInput in;
    private final Targets targets;

    /** The voxels of each object in each image. */
    private final List<List<int[]>> objects = new ArrayList<>();

    /**
     * Finds the objects; ignored voxels are part of none.
     *
     * @param in the input
     * @throws IllegalArgumentException if the label array has another shape or a number below 0
     */
    public LabelObjects(LossInput in) {
        this.in = in;
        targets = in.targets();
        int voxels = targets.voxels();
        float[] given = in.voxelArray(COMPONENTS);
        for (int n = 0; n < targets.images(); n++) {
            int from = n * voxels;
            int[] connected = given == null ? connected(n) : null;
            IntUnaryOperator number = v -> given == null ? connected[v] : (int) given[from + v];
            objects.add(
                    IntStream.range(0, voxels)
                            .filter(v -> number.applyAsInt(v) != 0 && !targets.ignored(from + v))
                            .boxed()
                            .collect(groupingBy(number::applyAsInt, TreeMap::new, toList()))
                            .values()
                            .stream()
                            .map(object -> object.stream().mapToInt(v -> v).toArray())
                            .toList());
        }
    }

    private int[] connected(int n) {
        int[] shape = targets.spatialShape();
        BitSet foreground = in.foreground(n);
        return new ConnectedComponents(shape, shape.length, foreground::get).labels();
    }

    /**
     * The mean of a loss over the objects of each image, and over the images that have one. Of an
     * image it sees one object after the other: the rest of them are background in the labels and
     * masked in the predictions.
     *
     * @param masking what masked voxels are taken for
     * @param loss computes the loss of an image with one object
     * @return one number, 0 without an object
     */
    public NDArray meanLoss(Masking masking, Function<LossInput, NDArray> loss) {
        float[] outputs = masking.outputs(in.activation(), targets.classes());
        return in.hosted() ? onHost(outputs, loss) : onEngine(outputs, loss);
    }

    private NDArray onEngine(float[] outputs, Function<LossInput, NDArray> loss) {
        NDArray sum = in.constant(new double[] {0});
        for (int n = 0; n < targets.images(); n++) {
            for (int[] object : objects.get(n)) {
                // Closed after each object, or the memory of all of them adds up.
                try (NDManager scope = in.manager().newSubManager()) {
                    float[] visible = visible(n, object);
                    LossInput one = in.image(n, labels(n, object), visible, outputs, scope);
                    sum = sum.add(SafeMath.times(loss.apply(one), share(n)));
                }
            }
        }
        return sum;
    }

    private NDArray onHost(float[] outputs, Function<LossInput, NDArray> loss) {
        int images = targets.images();
        int classes = targets.classes();
        int size = classes * targets.voxels();
        float[] numbers = in.predictions().toFloatArray();
        float[] slopes = new float[numbers.length];
        double[] values = new double[images * classes];
        for (int n = 0; n < images; n++) {
            float[] image = Arrays.copyOfRange(numbers, n * size, (n + 1) * size);
            ObjectViews views = new ObjectViews(image, outputs, objects.get(n));
            values[n * classes] = add(n, views, loss);
            System.arraycopy(views.slopes(), 0, slopes, n * size, size);
        }
        return ExternalGradient.of(
                        in.predictions(),
                        in.constant(slopes, images, classes, targets.voxels()),
                        in.constant(values, images, classes))
                .sum();
    }

    private double add(int n, ObjectViews views, Function<LossInput, NDArray> loss) {
        double share = share(n);
        double sum = 0;
        for (int[] object : objects.get(n)) {
            LabelReader labels = labels(n, object);
            try (NDManager scope = in.manager().newSubManager()) {
                sum +=
                        views.add(
                                object,
                                share,
                                (seen, slopes) -> {
                                    LossInput one = in.image(n, labels, seen, scope);
                                    return ((HostArray) loss.apply(one)).solve(slopes);
                                });
            }
        }
        return sum;
    }

    /** What an object counts in the mean: one over its fellows and the images that have one. */
    private double share(int n) {
        long images = objects.stream().filter(found -> !found.isEmpty()).count();
        return 1.0 / objects.get(n).size() / images;
    }

    private LabelReader labels(int n, int... object) {
        return targets.only(n, object, in.exclusive());
    }

    /** 1 for all voxels but those of other objects. */
    private float[] visible(int n, int... own) {
        float[] visible = new float[targets.voxels()];
        Arrays.fill(visible, 1);
        for (int[] object : objects.get(n)) {
            for (int v : object) {
                visible[v] = object == own ? 1 : 0;
            }
        }
        return visible;
    }
}
