package org.segloss.region;

import java.util.Arrays;
import org.segloss.input.LossInput;

/** The distances between classes, checked and divided by their maximum. */
final class DistanceMatrix {

    private final float[][] rows;
    private final double largest;

    DistanceMatrix(float[][] given) {
        double most = 0;
        for (int l = 0; l < given.length; l++) {
            check(given[l] != null && given[l].length == given.length && given[l][l] == 0, given);
            for (float distance : given[l]) {
                check(distance >= 0 && distance < Float.POSITIVE_INFINITY, given);
                most = Math.max(most, distance);
            }
        }
        check(most > 0, given);
        largest = most;
        rows = Arrays.stream(given).map(float[]::clone).toArray(float[][]::new);
    }

    /**
     * The cost, 0 to 1, of each class at each label.
     *
     * @return the distances over their maximum; that of class c where l is labelled at c C + l
     * @throws IllegalArgumentException if they do not belong to the classes of the input
     */
    double[] costs(LossInput in) {
        int classes = in.targets().classes();
        if (!in.exclusive()) {
            throw new IllegalArgumentException(
                    "distanceMatrix has no meaning where channels are tasks of their own (sigmoid, or"
                            + " one channel): a voxel there has no one class to be mistaken for another;"
                            + " use softmax, for a binary task with two channels");
        }
        if (rows.length != classes) {
            throw new IllegalArgumentException(
                    "distanceMatrix has "
                            + rows.length
                            + " rows, but the prediction has "
                            + classes
                            + " channels: give a row and a column for each, the background's"
                            + " included");
        }
        double[] costs = new double[classes * classes];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = rows[i / classes][i % classes] / largest;
        }
        return costs;
    }

    private static void check(boolean met, float[][] given) {
        if (!met) {
            throw new IllegalArgumentException(
                    "distanceMatrix = "
                            + Arrays.deepToString(given)
                            + ": it has as many rows as columns, finite numbers of 0 or more, zeros on"
                            + " the diagonal, and one above 0 somewhere");
        }
    }
}
