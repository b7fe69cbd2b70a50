package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * The labels of one batch, on the host: which class each voxel has, which voxels are ignored, and
 * what each voxel weighs.
 *
 * <p>Labels carry no gradient, so everything that depends on them alone is computed here in plain
 * Java: one copy from the engine replaces several calls (an engine call costs up to 20 us), and the
 * check of every label is free.
 *
 * <p>Accepted shapes for predictions {@code [N, C, *S]}: class indices {@code [N, *S]} or {@code
 * [N, 1, *S]}; one-hot, soft or multi-label maps {@code [N, C, *S]} with values in [0, 1]. With one
 * channel, indices and maps are the same thing.
 */
public final class Targets {

    private final int images;
    private final int classes;
    private final int voxels;
    private final int[] spatialShape;

    /** The class of every voxel, 0 where ignored; null for maps. */
    private final int[] index;

    /** The maps {@code [N, C, V]}, 0 where ignored; null for indices. */
    private final float[] maps;

    /** Which voxels are ignored; null if none is. */
    private final boolean[] ignored;

    /** What each voxel weighs, from the label array {@code weight_map}; null if all weigh 1. */
    private final float[] weightMap;

    /**
     * The weight of each class in each image, {@code [N][C]}: the sum of label times voxel weight.
     */
    private final double[][] volumes;

    Targets(NDArray labels, NDArray weightMap, Shape predictions, Integer ignoreIndex) {
        this.images = (int) predictions.get(0);
        this.classes = (int) predictions.get(1);
        this.spatialShape = HostArrays.dimensions(predictions.slice(2));
        this.voxels = Arrays.stream(spatialShape).reduce(1, Math::multiplyExact);
        this.weightMap = weightMap == null ? null : readWeights(weightMap, predictions);
        boolean asMaps = classes > 1 && labels.getShape().equals(predictions);
        if (!asMaps) {
            String orMaps =
                    " of class indices, or one-hot, soft or multi-label maps " + predictions;
            checkVoxelShape("label array", labels.getShape(), predictions, orMaps);
        }
        boolean[] ignore = new boolean[images * voxels];
        boolean any;
        if (asMaps) {
            index = null;
            maps = HostArrays.floats(labels);
            any = ignoreInMaps(ignore, ignoreIndex);
        } else if (classes == 1) {
            index = null;
            maps = HostArrays.floats(labels);
            any = ignoreValue(ignore, ignoreIndex);
        } else {
            index = HostArrays.integers(labels);
            maps = null;
            any = checkIndices(ignore, ignoreIndex);
        }
        ignored = any ? ignore : null;
        if (maps != null) {
            checkMaps();
        }
        volumes = sumVolumes();
    }

    /**
     * The number of images.
     *
     * @return N
     */
    public int images() {
        return images;
    }

    /**
     * The number of classes, background included.
     *
     * @return C, the number of channels of the prediction
     */
    public int classes() {
        return classes;
    }

    /**
     * The number of voxels of one image.
     *
     * @return V, the product of the spatial axes
     */
    public int voxels() {
        return voxels;
    }

    /**
     * The spatial axes.
     *
     * @return their sizes, slowest first
     */
    public int[] spatialShape() {
        return spatialShape.clone();
    }

    /**
     * Whether every voxel has exactly one class, given by its index.
     *
     * @return false for one-hot, soft and multi-label maps
     */
    public boolean indexed() {
        return index != null;
    }

    /**
     * The class of a voxel.
     *
     * @param i image times V plus voxel
     * @return the class index, 0 where the voxel is ignored
     */
    public int index(int i) {
        return index[i];
    }

    /**
     * The label of a voxel for one class.
     *
     * @param n the image
     * @param c the class
     * @param v the voxel
     * @return a number in [0, 1], 0 where the voxel is ignored
     */
    public float label(int n, int c, int v) {
        if (maps != null) {
            return maps[(n * classes + c) * voxels + v];
        }
        int i = n * voxels + v;
        return index[i] == c && !ignored(i) ? 1f : 0f;
    }

    /**
     * Whether a voxel is inert.
     *
     * @param i image times V plus voxel
     * @return true if neither value nor gradient may depend on it
     */
    public boolean ignored(int i) {
        return ignored != null && ignored[i];
    }

    /**
     * What a voxel weighs.
     *
     * @param i image times V plus voxel
     * @return 0 if ignored, else its entry of {@code weight_map}, or 1 without one
     */
    public float weight(int i) {
        if (ignored(i)) {
            return 0f;
        }
        return weightMap == null ? 1f : weightMap[i];
    }

    /**
     * Whether every voxel weighs one.
     *
     * @return true if no voxel is ignored and there is no weight map
     */
    public boolean unweighted() {
        return ignored == null && weightMap == null;
    }

    /**
     * The number of voxels that count.
     *
     * @return voxels of all images that are not ignored
     */
    public long validVoxels() {
        long count = (long) images * voxels;
        if (ignored != null) {
            for (boolean skip : ignored) {
                count -= skip ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * The volume of a class in an image.
     *
     * @param n the image
     * @param c the class
     * @return the sum of label times weight over the voxels that count
     */
    public double volume(int n, int c) {
        return volumes[n][c];
    }

    /**
     * The weight of an image.
     *
     * @param n the image
     * @return the sum of the weights of its voxels
     */
    public double weightOfImage(int n) {
        double sum = 0;
        for (int i = n * voxels; i < (n + 1) * voxels; i++) {
            sum += weight(i);
        }
        return sum;
    }

    /**
     * Whether a class has a labelled voxel anywhere in the batch.
     *
     * @param c the class
     * @return true if its volume is not zero in every image
     */
    public boolean present(int c) {
        return Arrays.stream(volumes).anyMatch(image -> image[c] > 0);
    }

    /**
     * The volume of a class in an image, of squared labels.
     *
     * @param n the image
     * @param c the class
     * @return the sum of label squared times weight; for hard labels the volume
     */
    public double squaredVolume(int n, int c) {
        if (index != null) {
            return volumes[n][c];
        }
        double sum = 0;
        for (int v = 0; v < voxels; v++) {
            double label = label(n, c, v);
            sum += label * label * weight(n * voxels + v);
        }
        return sum;
    }

    private double[][] sumVolumes() {
        double[][] sums = new double[images][classes];
        for (int n = 0; n < images; n++) {
            for (int v = 0, i = n * voxels; v < voxels; v++, i++) {
                if (index != null) {
                    sums[n][index[i]] += weight(i);
                }
                for (int c = 0; index == null && c < classes; c++) {
                    sums[n][c] += (double) label(n, c, v) * weight(i);
                }
            }
        }
        return sums;
    }

    /** Accepts one number a voxel: {@code [N, *S]} or {@code [N, 1, *S]}. */
    private static void checkVoxelShape(String what, Shape given, Shape predictions, String more) {
        Shape bare = new Shape(predictions.get(0)).addAll(predictions.slice(2));
        Shape withChannel = new Shape(predictions.get(0), 1).addAll(predictions.slice(2));
        if (!given.equals(bare) && !given.equals(withChannel)) {
            throw new IllegalArgumentException(
                    what
                            + " of shape "
                            + given
                            + " does not fit predictions of shape "
                            + predictions
                            + ": allowed are "
                            + bare
                            + " and "
                            + withChannel
                            + more);
        }
    }

    private boolean checkIndices(boolean[] ignore, Integer ignoreIndex) {
        boolean any = false;
        for (int i = 0; i < index.length; i++) {
            int y = index[i];
            if (ignoreIndex != null && y == ignoreIndex) {
                ignore[i] = true;
                any = true;
                index[i] = 0;
            } else if (y < 0 || y >= classes) {
                throw new IllegalArgumentException(
                        "label "
                                + y
                                + " at "
                                + position(i)
                                + " is out of range: "
                                + classes
                                + " channels allow 0.."
                                + (classes - 1)
                                + (ignoreIndex == null ? "" : " and ignoreIndex " + ignoreIndex)
                                + "; set ignoreIndex to "
                                + y
                                + " if such voxels do not count");
            }
        }
        return any;
    }

    /** One channel: the label itself is compared. */
    private boolean ignoreValue(boolean[] ignore, Integer ignoreIndex) {
        boolean any = false;
        for (int i = 0; ignoreIndex != null && i < maps.length; i++) {
            if (maps[i] == ignoreIndex) {
                ignore[i] = true;
                any = true;
                maps[i] = 0;
            }
        }
        return any;
    }

    /**
     * A voxel of a map is ignored if it belongs wholly to the ignored class, or, where that is not
     * one of the channels, if a channel holds its number.
     */
    private boolean ignoreInMaps(boolean[] ignore, Integer ignoreIndex) {
        if (ignoreIndex == null) {
            return false;
        }
        boolean channel = ignoreIndex >= 0 && ignoreIndex < classes;
        float wanted = channel ? 1f : ignoreIndex;
        boolean any = false;
        for (int n = 0; n < images; n++) {
            for (int v = 0; v < voxels; v++) {
                boolean skip = false;
                for (int c = channel ? ignoreIndex : 0;
                        c < (channel ? ignoreIndex + 1 : classes);
                        c++) {
                    skip |= maps[(n * classes + c) * voxels + v] == wanted;
                }
                if (skip) {
                    any = true;
                    ignore[n * voxels + v] = true;
                    for (int c = 0; c < classes; c++) {
                        maps[(n * classes + c) * voxels + v] = 0;
                    }
                }
            }
        }
        return any;
    }

    private void checkMaps() {
        for (int i = 0; i < maps.length; i++) {
            if (!(maps[i] >= 0 && maps[i] <= 1)) {
                int image = i / (classes * voxels);
                throw new IllegalArgumentException(
                        "label "
                                + maps[i]
                                + " in channel "
                                + i / voxels % classes
                                + " at "
                                + position(image * voxels + i % voxels)
                                + " is out of range: one-hot, soft and multi-label maps hold 0..1"
                                + "; set ignoreIndex if such voxels do not count");
            }
        }
    }

    private float[] readWeights(NDArray array, Shape predictions) {
        checkVoxelShape("weight_map", array.getShape(), predictions, "");
        float[] weights = HostArrays.floats(array);
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "weight_map holds "
                                + weights[i]
                                + " at "
                                + position(i)
                                + ": weights are finite and not negative");
            }
        }
        return weights;
    }

    private String position(int i) {
        int[] at = new int[spatialShape.length];
        int rest = i % voxels;
        for (int axis = at.length - 1; axis >= 0; axis--) {
            at[axis] = rest % spatialShape[axis];
            rest /= spatialShape[axis];
        }
        return "image " + i / voxels + ", voxel " + Arrays.toString(at);
    }
}
