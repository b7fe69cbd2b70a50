package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Set;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.SelectedClassesLoss;
import org.segloss.geometry.SignedDistance;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.RegionMaps;
import org.segloss.input.Targets;
import org.segloss.tensor.SafeMath;

/**
 * Boundary loss, which may be negative: probabilities weighted by the signed distance to the
 * label's boundary.
 *
 * <p>From Kervadec et al., <a href="https://arxiv.org/abs/1812.07032">Boundary loss for highly
 * unbalanced segmentation</a> (MIDL 2019). Use it beside an overlap loss (the authors add 0.01 of
 * it to generalised Dice, or shift the weight over the epochs); alone it does not say where to
 * start.
 *
 * <p>\[ L = \frac{1}{N |K| V} \sum_{n, k \in K, v} p_{nkv}\, \phi_{nkv}, \qquad \phi = d(v,
 * \text{region}) \text{ outside},\; 1 - d(v, \text{complement}) \text{ inside} \]
 *
 * <p>d is the Euclidean distance of voxel centres, in units of {@code spacing} (one number per
 * spatial axis, slowest first; voxels without). The map is 0 everywhere for a class that is absent
 * from an image or fills it. {@code convention} {@code segloss} is the map of the SegLoss
 * collection: 0 on the inner boundary, -d deeper inside; {@code normalized} divides each side of it
 * by its largest distance. The authors' data loader truncates the map to whole numbers; here it is
 * exact. {@code classes} is {@code foreground}, {@code all}, {@code present} or a list. The label
 * array {@code distance_map} {@code [N, C, *S]} is used where it is given; inside is a label above
 * 0.5 where it is not.
 *
 * <p>Shapes: see {@link SegmentationLoss}. Range: not bounded by 0 on either side; the least value,
 * 0 or less, is that of a perfect prediction. The map is a constant: the gradient with respect to p
 * is \( \phi / (N|K|V) \). Ignored voxels are left out of sum and count. {@code reduction} {@code
 * none} gives \( p \phi \) as {@code [N, C, *S]}.
 */
public final class BoundaryLoss extends SelectedClassesLoss {

    private final RegionMaps maps;

    private BoundaryLoss(Builder builder) {
        super(builder);
        float[] spacing = Arguments.spacing(builder.spacing);
        SignedDistance.Convention convention = builder.convention;
        maps =
                new RegionMaps(
                        false,
                        (shape, region) ->
                                new SignedDistance(convention, shape, spacing).of(region));
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
    public Set<String> labelArrays() {
        return Set.of(RegionMaps.DISTANCE_MAP);
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected NDArray compute(LossInput in) {
        Targets targets = in.targets();
        int[] counted = counted(in);
        int classes = targets.classes();
        float[][] distances = new float[targets.images() * classes][];
        // A class that takes no part costs nothing anywhere.
        Arrays.fill(distances, new float[targets.voxels()]);
        for (int n = 0; n < targets.images(); n++) {
            for (int c : counted) {
                distances[n * classes + c] = maps.of(in, n, c, targets::region);
            }
        }
        NDArray phi = in.constant(distances);
        if (!equalClasses()) {
            phi = phi.mul(in.constant(weightsOfClasses(in), 1, classes, 1));
        }
        NDArray product = in.counted(in.probabilities().mul(phi));
        if (reduction() == Reduction.NONE) {
            return in.unfold(product, false);
        }
        double count = reduction() == Reduction.SUM ? 1 : targets.validVoxels() * counted.length;
        return SafeMath.times(product.sum(new int[] {2}).sum(), 1 / Math.max(1, count));
    }

    /** The options of {@link BoundaryLoss}. */
    public static final class Builder extends DistanceBuilder<Builder> {

        @Option(
                "the map inside: kervadec (1 - d) or segloss (0 on the boundary, -d deeper);"
                        + " normalized: as segloss, each side by its largest distance")
        private SignedDistance.Convention convention = SignedDistance.Convention.KERVADEC;

        private Builder() {}

        /**
         * Sets what the map holds inside the region.
         *
         * @param convention the authors', SegLoss's, or SegLoss's from -1 to 1
         * @return this builder
         */
        public Builder optConvention(SignedDistance.Convention convention) {
            this.convention = convention;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public BoundaryLoss build() {
            return new BoundaryLoss(this);
        }
    }
}
