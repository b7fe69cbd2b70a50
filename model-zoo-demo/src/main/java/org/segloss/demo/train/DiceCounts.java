package org.segloss.demo.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segloss.metric.Evaluators;
import org.segloss.metric.ImagePair;
import org.segloss.metric.MaskTally;

/**
 * Dice per class from exact counts over a whole data set: twice the voxels that prediction and
 * reference share, over the voxels of both. Counts of all samples are added up before the division,
 * so the slices of one volume count as that volume.
 */
public final class DiceCounts {

    private final List<String> classNames;
    private final MaskTally tally = Evaluators.foreground("dice").build().newTally();

    /**
     * Starts at zero.
     *
     * @param classNames the names of the classes by index; 0 is background
     */
    public DiceCounts(List<String> classNames) {
        this.classNames = classNames;
    }

    /**
     * Counts one sample.
     *
     * @param predicted the class of each voxel
     * @param reference the class of each voxel in truth
     */
    public void add(int[] predicted, int[] reference) {
        tally.add(
                ImagePair.ofLabels(
                        new int[] {reference.length},
                        new float[0],
                        predicted,
                        reference,
                        classNames.size(),
                        null));
    }

    /**
     * The result so far.
     *
     * @return Dice by the name of the class, without the background and without classes that
     *     neither prediction nor reference holds, for which Dice is not defined
     */
    public Map<String, Double> dice() {
        double[] values = tally.classes();
        Map<String, Double> dice = new LinkedHashMap<>();
        for (int c = 1; c < values.length; c++) {
            if (!Double.isNaN(values[c])) {
                dice.put(classNames.get(c), values[c]);
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
