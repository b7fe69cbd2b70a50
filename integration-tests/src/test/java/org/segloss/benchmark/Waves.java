package org.segloss.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A batch to measure losses on: rounded objects of every class, and a prediction that finds most of
 * them, shifted as if by a network that is not trained to the end.
 *
 * @param shape the shape of the logits
 * @param length how many voxels make a radian of the waves that cut out the objects
 */
record Waves(Shape shape, double length) {

    /** As far as the prediction is off, in classes. */
    private static final double SHIFT = 0.3;

    /** Reads a shape such as 2x4x256x256. */
    static Waves of(String shape) {
        long[] sizes = Stream.of(shape.split("x", -1)).mapToLong(Long::parseLong).toArray();
        return new Waves(new Shape(sizes), 7);
    }

    int classes() {
        return (int) shape.get(1);
    }

    /** Number of voxels of the batch. */
    int voxels() {
        return (int) shape.size() / classes();
    }

    /** The shape of what has one number a voxel. */
    Shape perVoxel() {
        return new Shape(shape.get(0)).addAll(shape.slice(2));
    }

    /** The class of every voxel; one channel has two classes. */
    int[] labels() {
        int[] labels = new int[voxels()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = classAt(i, 0);
        }
        return labels;
    }

    /** Logits around 2 for the predicted class and -2 for the others. */
    float[] logits() {
        Random random = new Random(1);
        int perImage = voxels() / (int) shape.get(0);
        float[] logits = new float[(int) shape.size()];
        for (int i = 0; i < voxels(); i++) {
            int found = classAt(i, SHIFT);
            for (int c = 0; c < classes(); c++) {
                boolean sure = found == (classes() == 1 ? 1 : c);
                int at = (i / perImage * classes() + c) * perImage + i % perImage;
                logits[at] = (float) ((sure ? 2 : -2) + random.nextGaussian());
            }
        }
        return logits;
    }

    private int classAt(int i, double shift) {
        Shape space = shape.slice(2);
        int voxels = (int) space.size();
        int image = i / voxels;
        double wave = image;
        int v = i % voxels;
        for (int axis = space.dimension() - 1; axis >= 0; axis--) {
            wave += Math.sin(v % space.get(axis) / length) / space.dimension();
            v /= (int) space.get(axis);
        }
        return Math.floorMod((int) Math.floor(2 * wave + shift), Math.max(classes(), 2));
    }

    /** Labels, and further label arrays. */
    NDList labels(NDManager manager, Set<String> arrays) {
        NDList list = new NDList(manager.create(labels(), perVoxel()));
        for (String name : new TreeSet<>(arrays)) {
            NDArray array = manager.create(further(name), shapeOf(name));
            array.setName(name);
            list.add(array);
        }
        return list;
    }

    /** The numbers of a further label array: 0 or a random number below a half. */
    float[] further(String name) {
        Random random = new Random(name.length());
        float[] values = new float[(int) shapeOf(name).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, random.nextFloat() - 0.5f);
        }
        return values;
    }

    private Shape shapeOf(String name) {
        return name.equals("distance_map") ? shape : perVoxel();
    }
}
