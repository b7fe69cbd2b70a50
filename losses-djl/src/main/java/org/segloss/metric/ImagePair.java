package org.segloss.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.segloss.geometry.DistanceTransform;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;

/**
 * One image, segmented and labelled: the voxels that each class is predicted to have, and those
 * that it has. Ignored voxels are in no mask. What several measures need is computed once; for one
 * thread.
 */
public final class ImagePair {

    private final int[] shape;
    private final float[] spacing;

    /** The voxels that are not ignored. */
    private final BitSet valid;

    private final List<BitSet> predictions;
    private final List<BitSet> references;
    private final Map<List<Object>, SurfaceDistances> surfaces = new HashMap<>();

    private ImagePair(
            int[] shape,
            float[] spacing,
            BitSet valid,
            List<BitSet> predictions,
            List<BitSet> references) {
        this.shape = shape;
        this.spacing = spacing;
        this.valid = valid;
        this.predictions = predictions;
        this.references = references;
    }

    /**
     * Compares two label maps.
     *
     * @param shape number of voxels along each axis
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @param prediction the predicted class of each voxel in C order
     * @param reference its class
     * @param classes the number of classes, background included
     * @param ignoreIndex the label in the reference whose voxels do not count; null for none
     * @return the masks of all classes
     * @throws IllegalArgumentException if a map does not fit the shape, holds a label that is no
     *     class, or {@link DistanceTransform} refuses shape or spacing
     */
    public static ImagePair ofLabels(
            int[] shape,
            float[] spacing,
            int[] prediction,
            int[] reference,
            int classes,
            Integer ignoreIndex) {
        int voxels = new DistanceTransform(shape, spacing).size();
        requireLength("prediction", prediction, voxels);
        requireLength("reference", reference, voxels);
        BitSet valid = new BitSet(voxels);
        for (int v = 0; v < voxels; v++) {
            valid.set(v, ignoreIndex == null || reference[v] != ignoreIndex);
        }
        return new ImagePair(
                shape.clone(),
                spacing.clone(),
                valid,
                masks("prediction", prediction, classes, valid),
                masks("reference", reference, classes, valid));
    }

    /** An image of a batch. */
    static ImagePair of(LossInput in, int n, float[] spacing) {
        Targets targets = in.targets();
        BitSet valid = targets.ignoredVoxels(n);
        valid.flip(0, targets.voxels());
        return new ImagePair(
                targets.spatialShape(),
                spacing,
                valid,
                IntStream.range(0, targets.classes())
                        .mapToObj(c -> in.decisions().region(n, c))
                        .toList(),
                IntStream.range(0, targets.classes()).mapToObj(c -> targets.region(n, c)).toList());
    }

    private static void requireLength(String what, int[] labels, int voxels) {
        if (labels.length != voxels) {
            throw new IllegalArgumentException(
                    "the "
                            + what
                            + " has "
                            + labels.length
                            + " labels, but the shape "
                            + voxels
                            + " voxels: give one label for each voxel");
        }
    }

    private static List<BitSet> masks(String what, int[] labels, int classes, BitSet valid) {
        List<BitSet> masks = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            masks.add(new BitSet(labels.length));
        }
        valid.stream()
                .forEach(
                        v -> {
                            if (labels[v] < 0 || labels[v] >= classes) {
                                throw new IllegalArgumentException(
                                        "the "
                                                + what
                                                + " has label "
                                                + labels[v]
                                                + " at voxel "
                                                + v
                                                + ": allowed are 0.."
                                                + (classes - 1)
                                                + "; set ignoreIndex if such voxels of the"
                                                + " reference do not count");
                            }
                            masks.get(labels[v]).set(v);
                        });
        return masks;
    }

    /**
     * The same image, other voxels ignored.
     *
     * @param region the voxels that count, as far as they count already
     * @return the masks within the region
     */
    public ImagePair within(BitSet region) {
        return new ImagePair(
                shape,
                spacing,
                common(valid, region),
                predictions.stream().map(mask -> common(mask, region)).toList(),
                references.stream().map(mask -> common(mask, region)).toList());
    }

    private static BitSet common(BitSet mask, BitSet region) {
        BitSet common = (BitSet) mask.clone();
        common.and(region);
        return common;
    }

    /**
     * The axes of the image.
     *
     * @return number of voxels along each
     */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * The distance of neighbours.
     *
     * @return one number for each axis, or none at all for 1
     */
    public float[] spacing() {
        return spacing.clone();
    }

    /**
     * The number of classes.
     *
     * @return how many there are, background included
     */
    public int classes() {
        return predictions.size();
    }

    /**
     * The voxels that a class is predicted to have.
     *
     * @param c the class
     * @return a mask, not to be changed
     */
    public BitSet prediction(int c) {
        return predictions.get(c);
    }

    /**
     * The voxels that a class has.
     *
     * @param c the class
     * @return a mask, not to be changed
     */
    public BitSet reference(int c) {
        return references.get(c);
    }

    /** The masks of all classes in the reference. */
    List<BitSet> references() {
        return references;
    }

    /**
     * How many voxels are decided rightly and wrongly for a class.
     *
     * @param c the class
     * @return the counts, without ignored voxels
     */
    public ConfusionCounts counts(int c) {
        return ConfusionCounts.of(prediction(c), reference(c), valid.cardinality());
    }

    /**
     * How far the surfaces of a class are apart.
     *
     * @param c the class
     * @param definition what a surface is
     * @return the distances, the same object at every call
     */
    public SurfaceDistances surfaces(int c, SurfaceDefinition definition) {
        return surfaces.computeIfAbsent(
                Arrays.asList(c, definition),
                key -> definition.of(shape, spacing, prediction(c), reference(c)));
    }
}
