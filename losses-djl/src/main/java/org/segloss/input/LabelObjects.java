package org.segloss.input;

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
     * The images with an object.
     *
     * @return how many there are
     */
    public long images() {
        return ofImages.stream().filter(found -> !found.isEmpty()).count();
    }

    /**
     * An image as if it had one object: the others are background in the labels and masked in the
     * predictions.
     *
     * @param n the image
     * @param object the number of the object
     * @param masking what masked voxels are taken for
     * @return the input of a loss
     */
    public LossInput only(int n, int object, LossInput.Masking masking) {
        int voxels = targets.voxels();
        int classes = targets.classes();
        float[] labels = new float[classes * voxels];
        float[] visible = new float[voxels];
        for (int v = 0; v < voxels; v++) {
            int i = n * voxels + v;
            boolean own = numbers[i] == object;
            visible[v] = own || numbers[i] == 0 ? 1 : 0;
            for (int c = 0; c < classes; c++) {
                float background = c == 0 && in.exclusive() ? 1 : 0;
                float label = own ? targets.label(n, c, v) : background;
                labels[c * voxels + v] = targets.ignored(i) ? LossInput.IGNORED : label;
            }
        }
        return in.masked(n, labels, visible, masking);
    }
}
