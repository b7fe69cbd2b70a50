package org.segloss.demo.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dice per class from exact counts over a whole data set: twice the voxels that prediction and
 * reference share, over the voxels of both. Counts of all samples are added up before the division,
 * so the slices of one volume count as that volume.
 */
public final class DiceCounts {

    private final List<String> classNames;
    private final long[] shared;
    private final long[] either;

    /**
     * Starts at zero.
     *
     * @param classNames the names of the classes by index; 0 is background
     */
    public DiceCounts(List<String> classNames) {
        this.classNames = classNames;
        shared = new long[classNames.size()];
        either = new long[classNames.size()];
    }

    /**
     * Counts one sample.
     *
     * @param predicted the class of each voxel
     * @param reference the class of each voxel in truth
     */
    public void add(int[] predicted, int[] reference) {
        for (int i = 0; i < reference.length; i++) {
            either[predicted[i]]++;
            either[reference[i]]++;
            if (predicted[i] == reference[i]) {
                shared[reference[i]]++;
            }
        }
    }

    /**
     * The result so far.
     *
     * @return Dice by the name of the class, without the background and without classes that
     *     neither prediction nor reference holds, for which Dice is not defined
     */
    public Map<String, Double> dice() {
        Map<String, Double> dice = new LinkedHashMap<>();
        for (int c = 1; c < either.length; c++) {
            if (either[c] > 0) {
                dice.put(classNames.get(c), 2.0 * shared[c] / either[c]);
            }
        }
        return dice;
    }

    /**
     * The mean over the classes.
     *
     * @param dice Dice by class
     * @return their mean, 0 where there is no class
     */
    public static double mean(Map<String, Double> dice) {
        return dice.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
