package org.segloss.input;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

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

    private final Grid grid;
    private final LabelReader labels;

    private final VoxelWeights weights;
    private final LabelRegions regions;
    private final LabelVolumes volumes;

    Targets(LabelReader labels, float[] weightMap, Grid grid) {
        this.grid = grid;
        this.labels = labels;
        weights = new VoxelWeights(weightMap, labels);
        regions = new LabelRegions(labels, grid);
        volumes = new LabelVolumes(labels, weights, grid);
    }

    void release() {
        labels.release();
    }

    /**
     * The number of images.
     *
     * @return N
     */
    public int images() {
        return grid.images;
    }

    /**
     * The number of classes, background included.
     *
     * @return C, the number of channels of the prediction
     */
    public int classes() {
        return grid.classes;
    }

    /**
     * The number of voxels of one image.
     *
     * @return V, the product of the spatial axes
     */
    public int voxels() {
        return grid.voxels;
    }

    /**
     * The spatial axes.
     *
     * @return their sizes, slowest first
     */
    public int[] spatialShape() {
        return grid.axes.clone();
    }

    /**
     * Whether every voxel has exactly one class, given by its index.
     *
     * @return false for one-hot, soft and multi-label maps
     */
    public boolean indexed() {
        return labels.index != null;
    }

    /**
     * Whether every voxel is either of a class or not.
     *
     * @return false if a label lies between 0 and 1
     */
    public boolean hard() {
        for (int i = 0; !indexed() && i < labels.maps.length; i++) {
            if (labels.maps[i] != 0 && labels.maps[i] != 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * The class of a voxel.
     *
     * @param i image times V plus voxel
     * @return the class index, 0 where the voxel is ignored
     */
    public int index(int i) {
        return labels.index[i];
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
        if (!indexed()) {
            return labels.maps[(n * grid.classes + c) * grid.voxels + v];
        }
        int i = n * grid.voxels + v;
        return labels.index[i] == c && !ignored(i) ? 1f : 0f;
    }

    /**
     * The classes of all voxels.
     *
     * @param instead what stands where a voxel is ignored
     * @return the indices {@code [N, V]}; null for maps; not to be changed
     */
    int[] indices(int instead) {
        if (labels.ignored == null) {
            return labels.index;
        }
        int[] indices = labels.index.clone();
        Arrays.setAll(indices, i -> labels.ignored[i] ? instead : indices[i]);
        return indices;
    }

    /**
     * The labels as maps.
     *
     * @return the maps {@code [N, C, V]}, 0 where ignored; null for indices; not to be changed
     */
    float[] maps() {
        return labels.maps;
    }

    /**
     * Copies the labels of a class in an image.
     *
     * @param n the image
     * @param c the class
     * @param to where to write them, 0 where ignored
     * @param at the place of the first
     */
    public void copy(int n, int c, float[] to, int at) {
        if (!indexed()) {
            System.arraycopy(
                    labels.maps, (n * grid.classes + c) * grid.voxels, to, at, grid.voxels);
            return;
        }
        for (int v = 0, i = n * grid.voxels; v < grid.voxels; v++, i++) {
            to[at + v] = labels.index[i] == c && !ignored(i) ? 1 : 0;
        }
    }

    /**
     * The voxels of a class in an image.
     *
     * @param n the image
     * @param c the class
     * @return those that are not ignored and whose label is above 0.5
     */
    public BitSet region(int n, int c) {
        return regions.of(n, c);
    }

    /**
     * The other voxels of an image.
     *
     * @param n the image
     * @param c the class
     * @return those that are not ignored and not in its region
     */
    public BitSet rest(int n, int c) {
        BitSet rest = region(n, c);
        rest.flip(0, grid.voxels);
        rest.andNot(ignoredVoxels(n));
        return rest;
    }

    /**
     * The inert voxels of an image.
     *
     * @param n the image
     * @return those that are ignored
     */
    public BitSet ignoredVoxels(int n) {
        BitSet ignored = new BitSet(grid.voxels);
        for (int v = 0; !allValid() && v < grid.voxels; v++) {
            ignored.set(v, ignored(n * grid.voxels + v));
        }
        return ignored;
    }

    /**
     * Whether a voxel is inert.
     *
     * @param i image times V plus voxel
     * @return true if neither value nor gradient may depend on it
     */
    public boolean ignored(int i) {
        return labels.ignored(i);
    }

    /**
     * What a voxel weighs.
     *
     * @param i image times V plus voxel
     * @return 0 if ignored, else its entry of {@code weight_map}, or 1 without one
     */
    public float weight(int i) {
        return weights.of(i);
    }

    /**
     * Whether every voxel weighs one.
     *
     * @return true if no voxel is ignored and there is no weight map
     */
    public boolean unweighted() {
        return weights.allOne();
    }

    /**
     * Whether every voxel counts.
     *
     * @return true if no voxel is ignored
     */
    public boolean allValid() {
        return labels.ignored == null;
    }

    /**
     * The number of voxels that count.
     *
     * @return voxels of all images that are not ignored
     */
    public long validVoxels() {
        long count = 0;
        for (int n = 0; n < grid.images; n++) {
            count += validVoxels(n);
        }
        return count;
    }

    /**
     * The number of voxels of an image that count.
     *
     * @param n the image
     * @return its voxels that are not ignored
     */
    public long validVoxels(int n) {
        if (allValid()) {
            return grid.voxels;
        }
        long count = 0;
        for (int i = n * grid.voxels; i < (n + 1) * grid.voxels; i++) {
            count += ignored(i) ? 0 : 1;
        }
        return count;
    }

    /**
     * One image with one of its objects.
     *
     * @param n the image
     * @param object the voxels that keep their labels; others are background
     * @param exclusive whether the background has a map
     * @return its labels
     */
    LabelReader only(int n, int[] object, boolean exclusive) {
        int from = n * grid.voxels;
        int[] index = indexed() ? new int[grid.voxels] : null;
        float[] maps = indexed() ? null : new float[grid.classes * grid.voxels];
        for (int v = 0; !indexed() && exclusive && v < grid.voxels; v++) {
            maps[v] = ignored(from + v) ? 0 : 1;
        }
        for (int v : object) {
            if (indexed()) {
                index[v] = labels.index[from + v];
            }
            for (int c = 0; !indexed() && c < grid.classes; c++) {
                maps[c * grid.voxels + v] = label(n, c, v);
            }
        }
        boolean[] ignored =
                labels.ignored == null
                        ? null
                        : Arrays.copyOfRange(labels.ignored, from, from + grid.voxels);
        return new LabelReader(grid.oneImage(), index, maps, ignored);
    }

    /**
     * The volume of a class in an image.
     *
     * @param n the image
     * @param c the class
     * @return the sum of label times weight over the voxels that count
     */
    public double volume(int n, int c) {
        return volumes.of(n, c);
    }

    /**
     * The volume of a class in the batch.
     *
     * @param c the class
     * @return the sum of its volumes in all images
     */
    public double volume(int c) {
        return IntStream.range(0, grid.images).mapToDouble(n -> volumes.of(n, c)).sum();
    }

    /**
     * The weight of an image.
     *
     * @param n the image
     * @return the sum of the weights of its voxels
     */
    public double weightOfImage(int n) {
        if (unweighted()) {
            return grid.voxels;
        }
        double sum = 0;
        for (int i = n * grid.voxels; i < (n + 1) * grid.voxels; i++) {
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
        return volume(c) > 0;
    }

    /**
     * The volume of a class in an image, of squared labels.
     *
     * @param n the image
     * @param c the class
     * @return the sum of label squared times weight; for hard labels the volume
     */
    public double squaredVolume(int n, int c) {
        return volumes.ofSquares(n, c);
    }
}
