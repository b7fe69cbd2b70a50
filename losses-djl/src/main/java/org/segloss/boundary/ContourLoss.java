package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.BitSet;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SelectedClassesLoss;
import org.segloss.geometry.DistanceTransform;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;
import org.segloss.tensor.SafeMath;

/**
 * A loss of what is on the wrong side of the predicted contours, and of the contours themselves; a
 * subclass says what these cost.
 *
 * <p>\[ L = \lambda\, \overline{\mu\, p (1-g)^2 + (1-p)\, g^2} + \overline{\mathrm{contours}(p)} \]
 *
 * <p>Class weights multiply. {@code classes} is {@code foreground}, {@code all}, {@code present} or
 * a list. The mean over the contours is one over the voxels whose neighbours, as far as the
 * contours need them, are not ignored, nor missing at the end of the image. {@code spacing} is one
 * number per spatial axis, slowest first. {@code reduction} {@code none} gives the cost of each
 * voxel, {@code [N, C, *S]}.
 */
public abstract class ContourLoss extends SelectedClassesLoss {

    private final float lambda;
    private final float mu;
    private final float epsilon;
    private final float[] spacing;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if a value is not allowed
     */
    ContourLoss(Builder<?> builder) {
        super(builder);
        lambda = Arguments.within("lambda", builder.lambda, 0, Float.MAX_VALUE);
        mu = Arguments.within("mu", builder.mu, 0, Float.MAX_VALUE);
        epsilon = Arguments.within("epsilon", builder.epsilon, 1e-12, Float.MAX_VALUE);
        spacing = Arguments.spacing(builder.spacing);
    }

    /**
     * What the contours cost at every voxel.
     *
     * @param p the probabilities, 0 where ignored
     * @param counted 1 for entries that count, 0 for others
     * @return the costs {@code [N, C, *S]}, anything finite for entries that do not count
     */
    abstract NDArray contours(Slopes p, NDArray counted);

    /** On which neighbours the contours depend. */
    abstract Reach reach();

    @Override
    protected NDArray compute(LossInput in) {
        int[] classes = counted(in);
        NDArray p = in.counted(in.probabilities());
        NDArray g = in.labelMaps();
        NDArray inside = g.neg().add(1).square().mul(mu).mul(p);
        NDArray outside = g.square().mul(p.neg().add(1));
        NDArray region = SafeMath.times(inside.add(outside), lambda);
        NDArray all = region.mul(weights(in, new Reach(0, 0), classes));

        NDArray weights = weights(in, reach(), classes);
        float[] steps = DistanceTransform.steps(in.targets().spatialShape(), spacing);
        Slopes slopes = new Slopes(in, in.unfold(p, false), epsilon, steps);
        NDArray contours = contours(slopes, SafeMath.indicator(weights.gt(0), weights));
        all = all.add(contours.reshape(p.getShape()).mul(weights));
        return reduction() == Reduction.NONE ? in.unfold(all, false) : all.sum(new int[] {2}).sum();
    }

    /** What makes the weighted sum or mean over the voxels that have a value, {@code [N, C, V]}. */
    private NDArray weights(LossInput in, Reach reach, int... counted) {
        Targets targets = in.targets();
        int voxels = targets.voxels();
        int classes = targets.classes();
        BitSet within = reach.within(targets);
        double terms = (double) within.cardinality() * counted.length;
        double scale = reduction() == Reduction.MEAN ? 1 / Math.max(1, terms) : 1;
        float[] weights = new float[targets.images() * classes * voxels];
        for (int c : counted) {
            float weight = (float) (classWeight(c, in) * scale);
            for (int i = within.nextSetBit(0); i >= 0; i = within.nextSetBit(i + 1)) {
                weights[(i / voxels * classes + c) * voxels + i % voxels] = weight;
            }
        }
        return in.constant(weights, targets.images(), classes, voxels);
    }

    /**
     * The options of losses of contours.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends DistanceBuilder<T> {

        @Option("weight of the region: of all that is on the wrong side of the contours")
        private float lambda = 1f;

        @Option("weight of what is wrongly inside, in relation to what is wrongly outside")
        private float mu = 1f;

        @Option("what is added to squares under a root and to denominators, 1e-12 or more")
        private float epsilon = 1e-8f;

        /** Creates a builder with every option at its default. */
        Builder() {}

        /**
         * Sets the weights of the region.
         *
         * @param lambda \( \lambda \), of all that is on the wrong side, 0 or more
         * @param mu \( \mu \), of what is wrongly inside, 0 or more
         * @return this builder
         */
        public T optRegion(float lambda, float mu) {
            this.lambda = lambda;
            this.mu = mu;
            return self();
        }

        /**
         * Sets what keeps slopes finite.
         *
         * @param epsilon \( \epsilon \), 1e-12 or more
         * @return this builder
         */
        public T optEpsilon(float epsilon) {
            this.epsilon = epsilon;
            return self();
        }
    }
}
