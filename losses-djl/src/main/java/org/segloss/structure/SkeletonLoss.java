package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.Aggregation;
import org.segloss.input.ClassSelection;
import org.segloss.input.LossInput;
import org.segloss.region.RegionLoss;
import org.segloss.tensor.HardSkeleton;
import org.segloss.tensor.SafeMath;
import org.segloss.tensor.SoftSkeleton;

/**
 * A loss that measures overlap along skeletons: which classes have one, and how it is found.
 *
 * <p>{@code classes} is {@code foreground}, {@code all}, {@code present} or a list; with {@code
 * reduction} {@code none} the others are 0. Ignored voxels are background to the skeletons.
 */
abstract class SkeletonLoss extends RegionLoss {

    private final ClassSelection classes;
    private final SoftSkeleton.Method skeleton;
    private final int iterations;
    private final float epsilon;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if a value is not allowed
     */
    SkeletonLoss(Builder<?> builder) {
        super(builder);
        classes = builder.classes;
        skeleton = builder.skeleton;
        iterations = (int) Arguments.within("iterations", builder.iterations, 0, 1000);
        epsilon = Arguments.within("epsilon", builder.epsilon, 1e-7, Float.MAX_VALUE);
    }

    @Override
    protected boolean counts(int c, LossInput in) {
        int[] counted = classes.resolve(in, includeBackground(in), in.targets()::present);
        return Arrays.binarySearch(counted, c) >= 0;
    }

    /**
     * Finds skeletons.
     *
     * @param map probabilities or labels {@code [N, C, V]}
     * @param in the input
     * @return the skeletons, of the same shape
     */
    final NDArray skeleton(NDArray map, LossInput in) {
        return SoftSkeleton.of(in.unfold(in.counted(map), false), iterations, skeleton)
                .reshape(map.getShape());
    }

    /**
     * Finds the skeletons of hard masks, in a fraction of the time.
     *
     * @param in the input
     * @return what finds the skeleton of one mask of an image
     */
    final UnaryOperator<BitSet> hardSkeleton(LossInput in) {
        return new HardSkeleton(in.targets().spatialShape(), iterations, skeleton)::of;
    }

    /**
     * A share, smoothed.
     *
     * @param part the sum of what counts
     * @param whole the sum of all
     * @return the one over the other, {@code epsilon} added to both
     */
    final NDArray share(NDArray part, NDArray whole) {
        return part.add(epsilon).div(whole.add(epsilon));
    }

    /**
     * The harmonic mean of two shares.
     *
     * @param precision the share of the prediction's skeleton
     * @param sensitivity that of the label's
     * @return \( 2 P S / (P + S) \)
     */
    static NDArray harmonicMean(NDArray precision, NDArray sensitivity) {
        return SafeMath.times(precision.mul(sensitivity), 2).div(precision.add(sensitivity));
    }

    /**
     * Whether the foreground counts, all of its classes alike.
     *
     * @return true unless classes are selected, weighed or the background left out
     */
    final boolean equalForeground() {
        return classes == ClassSelection.FOREGROUND && equalClasses();
    }

    /**
     * The options of losses that measure overlap along skeletons.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends RegionLoss.Builder<T> {

        @Option("the classes that count: foreground, all, present, or a list of class numbers")
        private ClassSelection classes = ClassSelection.FOREGROUND;

        @Option("openings (Shit 2021), or contours (Paetzold 2019)")
        private SoftSkeleton.Method skeleton = SoftSkeleton.Method.OPENINGS;

        @Option("number of erosions, the largest radius or more")
        private int iterations = 3;

        @Option("added to numerator and denominator of both shares of a skeleton")
        private float epsilon = 1f;

        /** Creates a builder whose ratio holds all classes of the batch. */
        Builder() {
            optAggregation(Aggregation.BATCH);
            optPoolClasses(true);
        }

        /**
         * Sets the classes that count.
         *
         * @param classes a rule or a list
         * @return this builder
         */
        public T optClasses(ClassSelection classes) {
            this.classes = classes;
            return self();
        }

        /**
         * Sets how skeletons are found.
         *
         * @param skeleton the method of 2021 or that of 2019
         * @return this builder
         */
        public T optSkeleton(SoftSkeleton.Method skeleton) {
            this.skeleton = skeleton;
            return self();
        }

        /**
         * Sets the number of erosions.
         *
         * @param iterations 0 to 1000
         * @return this builder
         */
        public T optIterations(int iterations) {
            this.iterations = iterations;
            return self();
        }

        /**
         * Sets what is added to the shares of skeletons.
         *
         * @param epsilon \( \epsilon \), 1e-7 or more
         * @return this builder
         */
        public T optEpsilon(float epsilon) {
            this.epsilon = epsilon;
            return self();
        }
    }
}
