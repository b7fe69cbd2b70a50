package org.segloss.distribution;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;

/** By what the weighted sum of a voxel loss is divided to make its mean. */
public enum Normalization {
    /**
     * The sum of the weights (class weights times voxel weights) over the batch, as PyTorch does.
     */
    WEIGHTS,
    /** In each image the sum of its weights, then the mean over images, as NiftyNet does. */
    IMAGE_WEIGHTS,
    /**
     * The number of voxels that are not ignored (times channels, where they are separate tasks).
     */
    VOXELS,
    /** The number of voxels that are not ignored times the number of classes, as MONAI does. */
    ELEMENTS,
    /** One: the sum, as the U-Net paper writes it. */
    NONE;

    /**
     * The divisor of each image's sum.
     *
     * @param in the input
     * @param classWeights the weight of each class, 0 for one that takes no part
     * @param classes the number of classes that take part
     * @return a divisor for each image
     */
    double[] divisors(LossInput in, float[] classWeights, int classes) {
        Targets targets = in.targets();
        double[] weights =
                IntStream.range(0, targets.images())
                        .mapToDouble(n -> weightOfImage(n, in, classWeights))
                        .toArray();
        double voxels = targets.validVoxels();
        double divisor =
                switch (this) {
                    case NONE, IMAGE_WEIGHTS -> 1;
                    case WEIGHTS -> DoubleStream.of(weights).sum();
                    case VOXELS -> in.exclusive() ? voxels : voxels * classes;
                    case ELEMENTS -> voxels * classes;
                };
        return DoubleStream.of(weights)
                .map(weight -> this == IMAGE_WEIGHTS ? weight * weights.length : divisor)
                .toArray();
    }

    private static double weightOfImage(int n, LossInput in, float[] classWeights) {
        Targets targets = in.targets();
        if (in.exclusive() && targets.indexed() && equal(classWeights)) {
            // Every voxel has one class, whichever it is: there is nothing to count.
            return classWeights[0] * targets.weightOfImage(n);
        }
        double sum = 0;
        for (int c = 0; c < classWeights.length; c++) {
            sum +=
                    classWeights[c]
                            * (in.exclusive() ? targets.volume(n, c) : targets.weightOfImage(n));
        }
        return sum;
    }

    private static boolean equal(float... weights) {
        for (float weight : weights) {
            if (weight != weights[0]) {
                return false;
            }
        }
        return true;
    }
}
