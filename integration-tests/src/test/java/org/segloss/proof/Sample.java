package org.segloss.proof;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.segloss.SegmentationLoss;
import org.segloss.tensor.EngineMemory;

/**
 * Predictions and labels from a fixed seed: the same numbers for every engine, device and type.
 *
 * @param shape the shape of the predictions; ONE_CHANNEL has one channel
 * @param kind the form of the labels
 * @param ignored whether a fifth of the voxels has the label {@link #IGNORED}
 * @param probabilities whether the predictions are probabilities rather than logits
 * @param labelArrays the names of the further label arrays
 */
record Sample(
        Shape shape,
        LabelKind kind,
        boolean ignored,
        boolean probabilities,
        Set<String> labelArrays) {

    /** The label of voxels that do not count. */
    static final int IGNORED = 255;

    Sample(Shape shape, LabelKind kind) {
        this(shape, kind, false, false, Set.of());
    }

    /** Labels with what a loss cannot do without. */
    Sample with(SegmentationLoss loss) {
        return new Sample(shape, kind, ignored, probabilities, loss.requiredLabelArrays());
    }

    /** The sample that a variant of a loss is to be tried on. */
    static Sample of(Shape shape, LabelKind kind, Variant variant) {
        return new Sample(
                shape,
                kind,
                variant.spec().options().containsKey("ignoreIndex"),
                "none".equals(variant.spec().options().get("activation")),
                variant.labelArrays());
    }

    int images() {
        return (int) shape.get(0);
    }

    int channels() {
        return (int) shape.get(1);
    }

    int voxels() {
        return (int) shape.slice(2).size();
    }

    /** Logits in [-3, 3); or the softmax of them, for one channel their sigmoid. */
    double[] predictions() {
        Random random = new Random(shape.size());
        double[] values = random.doubles(shape.size(), -3, 3).toArray();
        if (!probabilities) {
            return values;
        }
        double[] result = new double[values.length];
        for (int n = 0; n < images(); n++) {
            for (int v = 0; v < voxels(); v++) {
                double sum = channels() == 1 ? 1 : 0;
                for (int c = 0; c < channels(); c++) {
                    sum += Math.exp(values[at(n, c, v)]);
                }
                for (int c = 0; c < channels(); c++) {
                    result[at(n, c, v)] = Math.exp(values[at(n, c, v)]) / sum;
                }
            }
        }
        return result;
    }

    /** The class of every voxel, {@link #IGNORED} for some if asked for. */
    int[] classes() {
        Random random = new Random(shape.size() + 1);
        int several =
                switch (kind) {
                    case ONE_CHANNEL -> 2;
                    case ABSENT_CLASS -> channels() - 1;
                    default -> channels();
                };
        int[] classes = random.ints((long) images() * voxels(), 0, several).toArray();
        for (int i = 0; ignored && i < classes.length; i++) {
            classes[i] = random.nextInt(5) == 0 ? IGNORED : classes[i];
        }
        return classes;
    }

    /** The labels as maps; all channels of an ignored voxel hold its label. */
    float[] maps() {
        Random random = new Random(shape.size() + 2);
        int[] classes = classes();
        float[] maps = new float[(int) shape.size()];
        for (int n = 0; n < images(); n++) {
            for (int v = 0; v < voxels(); v++) {
                int label = classes[n * voxels() + v];
                float share = kind == LabelKind.SOFT ? random.nextFloat() : 1;
                for (int c = 0; c < channels(); c++) {
                    maps[at(n, c, v)] =
                            switch (kind) {
                                case ONE_CHANNEL -> label;
                                case MULTI_LABEL -> random.nextInt(2);
                                default -> (c == label ? share : 0) + (1 - share) / channels();
                            };
                    if (label == IGNORED) {
                        maps[at(n, c, v)] = IGNORED;
                    }
                }
            }
        }
        return maps;
    }

    NDArray prediction(NDManager manager, DataType type) {
        return array(manager, predictions(), shape, type);
    }

    NDList labels(NDManager manager) {
        Shape perVoxel = new Shape(images(), 1).addAll(shape.slice(2));
        NDArray labels =
                kind.maps()
                        ? EngineMemory.create(manager, maps(), shape)
                        : EngineMemory.create(
                                manager,
                                classes(),
                                kind == LabelKind.INDEX_WITH_CHANNEL
                                        ? perVoxel
                                        : new Shape(images()).addAll(shape.slice(2)));
        NDList list = new NDList(labels);
        list.addAll(further(manager, shape, labelArrays));
        return list;
    }

    /** Further label arrays for predictions of a shape. */
    static NDList further(NDManager manager, Shape shape, Set<String> names) {
        NDList list = new NDList();
        for (String name : new TreeSet<>(names)) {
            boolean distances = Set.of("distance_map", "skeleton").contains(name);
            Shape size = distances ? shape : new Shape(shape.get(0), 1).addAll(shape.slice(2));
            double most = name.equals("uncertainty_map") ? 0.5 : 4;
            double[] values =
                    new Random(size.size())
                            .doubles(size.size(), distances ? -most : 0, most)
                            .toArray();
            NDArray array = array(manager, values, size, DataType.FLOAT32);
            array.setName(name);
            list.add(array);
        }
        return list;
    }

    int at(int n, int c, int v) {
        return (n * channels() + c) * voxels() + v;
    }

    static NDArray array(NDManager manager, double[] values, Shape shape, DataType type) {
        if (type == DataType.FLOAT64) {
            return EngineMemory.create(manager, values, shape);
        }
        float[] single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        NDArray array = EngineMemory.create(manager, single, shape);
        return type == DataType.FLOAT32 ? array : array.toType(type, false);
    }

    @Override
    public String toString() {
        String also =
                (ignored ? " with ignored voxels" : "")
                        + (labelArrays.isEmpty() ? "" : " with " + new TreeSet<>(labelArrays));
        return kind + " " + Arrays.toString(shape.getShape()) + also;
    }
}
