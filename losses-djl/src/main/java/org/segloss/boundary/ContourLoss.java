package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SelectedClassesLoss;
import org.segloss.geometry.DistanceTransform;
import org.segloss.input.HostPass;
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

    /**
     * What the contours cost, on the host.
     *
     * @param p how steep maps are
     * @return the costs of a few lines after the other; null if there is no such form
     */
    abstract LineCost contours(HostSlopes p);

    /** On which neighbours the contours depend. */
    abstract Reach reach();

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE && contours(hostSlopes(in)) != null;
    }

    private float[] steps(LossInput in) {
        return DistanceTransform.steps(in.targets().spatialShape(), spacing);
    }

    private HostSlopes hostSlopes(LossInput in) {
        return new HostSlopes(epsilon, Stencil.length(in.targets().spatialShape()), steps(in));
    }

    @Override
    protected NDArray compute(LossInput in) {
        int[] classes = counted(in);
        NDArray p = in.counted(in.probabilities());
        NDArray region = region(p, in, classes);
        if (in.hosted()) {
            IntPredicate counted = c -> IntStream.of(classes).anyMatch(k -> k == c);
            NDArray contours = HostPass.sums(in, 1, counted, onHost(in, classes.length)).get(0);
            return region.sum(new int[] {2}).add(contours).sum();
        }
        NDArray weights = weights(in, classes);
        Slopes slopes = new Slopes(in, in.unfold(p, false), epsilon, steps(in));
        NDArray contours = contours(slopes, SafeMath.indicator(weights.gt(0), weights));
        NDArray all = region.add(contours.reshape(p.getShape()).mul(weights));
        return reduction() == Reduction.NONE ? in.unfold(all, false) : all.sum(new int[] {2}).sum();
    }

    /** What is on the wrong side, as each voxel has it. */
    private NDArray region(NDArray p, LossInput in, int... counted) {
        // In terms of p, of which there is only one product: mu (1 - g)^2 p + g^2 (1 - p).
        NDArray g = in.labelMaps();
        NDArray missed = square(g, in);
        NDArray slope = square(g.neg().add(1), in).mul(mu).sub(missed);
        double scale = scale(in.targets().validVoxels(), counted.length);
        float[] weights = new float[in.targets().classes()];
        for (int c : counted) {
            weights[c] = (float) (classWeight(c, in) * scale * lambda);
        }
        NDArray price = in.counted(in.constant(weights, 1, weights.length, 1));
        return p.mul(slope).add(missed).mul(price);
    }

    /** Of labels that are 0 and 1. */
    private static NDArray square(NDArray labels, LossInput in) {
        return in.targets().indexed() ? labels : labels.square();
    }

    /** The contours of each class on the host, weighted. */
    private HostPass.Sums onHost(LossInput in, int classes) {
        int[] shape = in.targets().spatialShape();
        int length = Stencil.length(shape);
        BitSet[] within = reach().within(in.targets());
        double scale = scale(cardinality(within), classes);
        return (n, c, p, slopes) -> {
            Stencil map = new Stencil(p, slopes[0], shape);
            ContourLines lines = new ContourLines(map, length, within[n]);
            LineCost cost = contours(hostSlopes(in));
            return new double[] {lines.sum(cost, classWeight(c, in) * scale)};
        };
    }

    /**
     * What makes the weighted sum or mean over the voxels that have contours, {@code [N, C, V]}.
     */
    private NDArray weights(LossInput in, int... counted) {
        Targets targets = in.targets();
        int voxels = targets.voxels();
        int classes = targets.classes();
        BitSet[] within = reach().within(targets);
        double scale = scale(cardinality(within), counted.length);
        float[] weights = new float[targets.images() * classes * voxels];
        for (int c : counted) {
            float weight = (float) (classWeight(c, in) * scale);
            for (int n = 0; n < within.length; n++) {
                int from = (n * classes + c) * voxels;
                within[n].stream().forEach(v -> weights[from + v] = weight);
            }
        }
        return in.constant(weights, targets.images(), classes, voxels);
    }

    private static long cardinality(BitSet... within) {
        return Stream.of(within).mapToLong(BitSet::cardinality).sum();
    }

    /** What makes a mean of a sum over voxels and classes. */
    private double scale(long voxels, int classes) {
        return reduction() == Reduction.MEAN ? 1 / Math.max(1.0, (double) voxels * classes) : 1;
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
