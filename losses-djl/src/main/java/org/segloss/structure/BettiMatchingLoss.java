package org.segloss.structure;

import org.segloss.Option;
import org.segloss.geometry.BettiMatching;
import org.segloss.geometry.BettiMatching.Match;
import org.segloss.geometry.BettiMatching.Matching;
import org.segloss.geometry.Filtration;
import org.segloss.geometry.PersistencePair;

/**
 * Betti matching loss: matches the features of the probability map with those of the label that lie
 * at the same place, and closes all others.
 *
 * <p>From Stucki et al., <a href="https://arxiv.org/abs/2211.15272">Topologically faithful image
 * segmentation via induced matching of persistence barcodes</a> (ICML 2023). Use it beside Dice
 * where components and holes count: other than {@link TopologicalLoss} it knows where they belong.
 * It takes about five times as long; {@code patchSize} cuts large images into patches.
 *
 * <p>\[ L = \sum_{\text{matched}} 2 \bigl( (b - b')^2 + (d - d')^2 \bigr) + \sum_{\text{only in }
 * p} (b - d)^2 + \sum_{\text{only in } g} (b' - d')^2 \]
 *
 * <p>b and d are where a feature of p appears and disappears, b' and d' the same of the label; the
 * component that stays is always matched, and has no d. {@code filtration} goes down through the
 * values ({@code superlevel}), up ({@code sublevel}), or both ways and adds up. Voxels hang
 * together by faces; {@link BettiMatching} has the rest. With {@code relative} what touches the
 * border encloses something too. The sum runs over {@code dimensions} (without: all but the loops
 * of volumes, which take long) and patches, then comes the mean over images and classes.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes; {@code
 * reduction} {@code none} gives {@code [N, C]}, 0 for classes that do not count. Range: 0 for a
 * perfect prediction, no upper bound. An absent class costs every feature of p; ignored voxels are
 * background. The order of the voxels breaks the ties of labels, as in the authors' code, so a
 * mirrored image may match another way. The gradient goes to the voxels where features of p appear
 * and disappear; the matching is a constant, and there is no second derivative.
 */
public final class BettiMatchingLoss extends PersistenceLoss {

    private final Sweep filtration;
    private final boolean relative;

    private BettiMatchingLoss(Builder builder) {
        super(builder);
        filtration = builder.filtration;
        relative = builder.relative;
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
    double cost(ClassPatch patch, int dimension) {
        double cost = 0;
        for (Filtration sweep : filtration.filtrations()) {
            BettiMatching alone = new BettiMatching(sweep, patch.shape());
            BettiMatching betti = relative ? alone.relative() : alone;
            cost += cost(patch, betti.match(patch.probabilities(), patch.labels(), dimension));
        }
        return cost;
    }

    private static double cost(ClassPatch patch, Matching matching) {
        double cost = 0;
        for (Match match : matching.matched()) {
            PersistencePair own = match.first();
            cost += patch.fromNumber(2, own.birthVoxel(), match.second().birth());
            cost +=
                    own.essential()
                            ? 0
                            : patch.fromNumber(2, own.deathVoxel(), match.second().death());
        }
        for (PersistencePair single : matching.onlyFirst()) {
            cost += patch.apart(1, single.birthVoxel(), single.deathVoxel());
        }
        for (PersistencePair single : matching.onlySecond()) {
            cost += Math.pow(single.birth() - single.death(), 2);
        }
        return cost;
    }

    /** The options of {@link BettiMatchingLoss}. */
    public static final class Builder extends PersistenceLoss.Builder<Builder> {

        @Option("superlevel, sublevel, or bothlevel for their sum")
        private Sweep filtration = Sweep.SUPERLEVEL;

        @Option("whether what touches the border encloses something")
        private boolean relative;

        private Builder() {}

        /**
         * Sets the direction of the sweep.
         *
         * @param filtration down, up, or both
         * @return this builder
         */
        public Builder optFiltration(Sweep filtration) {
            this.filtration = filtration;
            return this;
        }

        /**
         * Sets whether what touches the border encloses something.
         *
         * @param relative true to put a frame around the image
         * @return this builder
         */
        public Builder optRelative(boolean relative) {
            this.relative = relative;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public BettiMatchingLoss build() {
            return new BettiMatchingLoss(this);
        }
    }
}
