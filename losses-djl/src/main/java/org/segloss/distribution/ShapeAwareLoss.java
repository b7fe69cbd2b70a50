package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.BitSet;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.geometry.ContourDistance;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;

/**
 * Shape-aware loss: cross entropy whose wrong voxels cost more the farther the predicted contour
 * runs from the label's.
 *
 * <p>From Al Arif, Knapp and Slabaugh, Shape-aware Deep Convolutional Neural Network for Vertebrae
 * Segmentation (<a href="https://doi.org/10.1007/978-3-319-74113-0_2">MSKI 2017</a>). Use it where
 * one compact shape is to be found; not for scattered objects, where the mean distance says little,
 * nor where time is short: contours are followed on the host at every step.
 *
 * <p>\[ L = \frac{\sum_v w_{y_v} \left(1 + \lambda E_n\, [\hat{y}_v \neq y_v]\right) (-\ln p_{v
 * y_v})}{Z} \]
 *
 * <p>\( \hat{y} \) is the class with the largest probability, \( \lambda \) {@code weight}. \( E_n
 * \) is the mean, over the voxels of the predicted contour, of the distance to the nearest voxel of
 * the label's contour, in units of {@code spacing}. With several classes (a form of this library)
 * it is the mean over the foreground classes that image n or its prediction has; one that is in one
 * of them only has the diagonal of the image for its distance. With multi-label channels (sigmoid)
 * every channel has an E of its own. A contour is made of a region's voxels with a face neighbour
 * outside, and the edge of the image counts as outside. Z is that of {@link CrossEntropyLoss}, by
 * default the number of voxels; it does not count E.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 for a perfect
 * prediction. Contours and decisions are constants, so the value jumps where a decision flips.
 * Ignored voxels belong to no region.
 */
public final class ShapeAwareLoss extends NormalizedVoxelLoss {

    private final float weight;
    private final ContourDistance distance;

    private ShapeAwareLoss(Builder builder) {
        super(builder);
        weight = Arguments.within("weight", builder.weight, 0, Float.MAX_VALUE);
        distance = new ContourDistance(Arguments.spacing(builder.spacing));
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected NDArray factors(LossInput in) {
        Targets targets = in.targets();
        int classes = targets.classes();
        int rows = in.exclusive() ? 1 : classes;
        float[] factors = new float[targets.images() * rows * targets.voxels()];
        Arrays.fill(factors, 1);
        for (int i = 0; i < targets.images() * rows; i++) {
            int row = i % rows;
            int from = i * targets.voxels();
            penalize(in, i / rows, row, in.exclusive() ? classes : row + 1, factors, from);
        }
        return in.constant(factors, targets.images(), rows, targets.voxels());
    }

    /** Penalizes the voxels of an image that are wrong in one of the classes first to end. */
    private void penalize(LossInput in, int n, int first, int end, float[] factors, int from) {
        BitSet wrong = new BitSet();
        double sum = 0;
        int present = 0;
        for (int c = first; c < end; c++) {
            BitSet labelled = in.targets().region(n, c);
            BitSet decided = in.decisions().region(n, c);
            boolean background = c == 0 && in.exclusive();
            if (!background && !(labelled.isEmpty() && decided.isEmpty())) {
                sum += distance.of(in.targets().spatialShape(), decided, labelled);
                present++;
            }
            decided.xor(labelled);
            wrong.or(decided);
        }
        float penalty = (float) (weight * sum / Math.max(present, 1));
        wrong.stream().forEach(v -> factors[from + v] += penalty);
    }

    /** The options of {@link ShapeAwareLoss}. */
    public static final class Builder extends NormalizedVoxelLoss.Builder<Builder> {

        @Option("what the distance of the contours counts, 0 or more")
        private float weight = 1f;

        @Option("distance of neighbouring voxels along each spatial axis, slowest first; 1 without")
        private float[] spacing;

        private Builder() {
            super(Normalization.VOXELS);
        }

        /**
         * Sets what the distance of the contours counts.
         *
         * @param weight \( \lambda \), 0 or more; 0 is cross entropy
         * @return this builder
         */
        public Builder optWeight(float weight) {
            this.weight = weight;
            return this;
        }

        /**
         * Sets the distance of neighbouring voxels.
         *
         * @param spacing one positive number per spatial axis, slowest first
         * @return this builder
         */
        public Builder optSpacing(float... spacing) {
            this.spacing = spacing.clone();
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public ShapeAwareLoss build() {
            return new ShapeAwareLoss(this);
        }
    }
}
