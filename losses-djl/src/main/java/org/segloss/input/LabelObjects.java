package org.segloss.input;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.segloss.geometry.ConnectedComponents;

/**
 * The objects in the labels of a batch: those that the label array {@code components} numbers, or
 * else the connected parts of the foreground.
 */
public final class LabelObjects {

    /** The name of the label array. */
    public static final String COMPONENTS = "components";

    private final LossInput in;
    private final Targets targets;

    /** The object of every voxel, 0 for none, {@code [N, V]}. */
    private final int[] numbers;

    private final List<SortedSet<Integer>> ofImages = new ArrayList<>();

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
        numbers = new int[targets.images() * voxels];
        float[] given = in.voxelArray(COMPONENTS);
        for (int n = 0; n < targets.images(); n++) {
            BitSet foreground = in.foreground(n);
            int[] connected =
                    given != null
                            ? null
                            : new ConnectedComponents(
                                            targets.spatialShape(),
                                            targets.spatialShape().length,
                                            foreground::get)
                                    .labels();
            SortedSet<Integer> found = new TreeSet<>();
            for (int v = 0, i = n * voxels; v < voxels; v++, i++) {
                int number = connected == null ? (int) given[i] : connected[v];
                numbers[i] = targets.ignored(i) ? 0 : number;
                found.add(numbers[i]);
            }
            found.remove(0);
            ofImages.add(found);
        }
    }

    /**
     * The objects in an image.
     *
     * @param n the image
     * @return their numbers
     */
    public SortedSet<Integer> of(int n) {
        return ofImages.get(n);
    }

    /**
     * What an object counts in the mean over the images of the means over their objects.
     *
     * @param n the image
     * @return one over its objects and over the images that have one
     */
    public double share(int n) {
        long images = ofImages.stream().filter(found -> !found.isEmpty()).count();
        return 1.0 / of(n).size() / images;
    }

    /**
     * An image as if it had one object: the others are background in the labels and masked in the
     * predictions.
     *
     * @param n the image
     * @param object the number of the object
     * @param masking what masked voxels are taken for
     * @param scope the manager that owns what is made of it; closed after each object, or the
     *     memory of all of them adds up
     * @return the input of a loss
     */
    public LossInput only(int n, int object, LossInput.Masking masking, NDManager scope) {
        int voxels = targets.voxels();
        float[] visible = new float[voxels];
        for (int v = 0; v < voxels; v++) {
            int number = numbers[n * voxels + v];
            visible[v] = number == object || number == 0 ? 1 : 0;
        }
        return in.masked(
                n,
                targets.only(n, v -> numbers[n * voxels + v] == object, in.exclusive()),
                visible,
                masking,
                scope);
    }
}
