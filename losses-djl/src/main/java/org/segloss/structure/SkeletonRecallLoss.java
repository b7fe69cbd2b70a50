package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.segloss.Option;
import org.segloss.geometry.MapCache;
import org.segloss.geometry.SkeletonTube;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;
import org.segloss.region.RegionLoss;
import org.segloss.region.RegionStatistics;
import org.segloss.region.SmoothedRegionLoss;
import org.segloss.tensor.SafeMath;

/**
 * Skeleton recall loss: how much of the centre lines of the label the prediction misses.
 *
 * <p>From Kirchhoff et al., <a href="https://arxiv.org/abs/2404.03010">Skeleton Recall Loss for
 * Connectivity Conserving and Resource Efficient Segmentation of Thin Tubular Structures</a> (ECCV
 * 2024). Add it to Dice and cross entropy, with a weight of 1, for vessels, nerves and roads; it
 * does not punish false positives, and the thinning of volumes may erase a solid ball completely.
 *
 * <p>\[ L_c = 1 - \frac{\sum_v p_c t g_c + s}{\sum_v t g_c + s} \]
 *
 * <p>t is 1 on the skeleton of the foreground, all of its classes together, thickened twice by the
 * face neighbours ({@code tube}); g is the label, s {@code smooth}. The label array {@code
 * skeleton} holds t where it is given (above 0 on the tube): {@code [N, C, *S]}, or with exclusive
 * classes {@code [N, *S]} or {@code [N, 1, *S]}; otherwise it is thinned on the host as
 * scikit-image does, and kept for when the labels come back. nnU-Net sums over the batch or not as
 * Dice does: {@code aggregation}. Class 0 takes no part unless {@code includeBackground} is set;
 * the authors return -recall.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes; options:
 * {@link RegionLoss}. Range: 0 for a prediction that holds every skeleton to 1. A class without a
 * skeleton costs 0 with no gradient; {@code absentClass} leaves it out of the mean where the class
 * is absent.
 */
public final class SkeletonRecallLoss extends SmoothedRegionLoss {

    private static final String SKELETON = "skeleton";

    private static final int TUBE_RADIUS = 2;

    private final MapCache tubes;

    private SkeletonRecallLoss(Builder builder) {
        super(builder);
        int radius = builder.tube ? TUBE_RADIUS : 0;
        tubes = new MapCache((shape, region) -> SkeletonTube.of(shape, radius, region));
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
        return Set.of(LossInput.WEIGHT_MAP, SKELETON);
    }

    @Override
    protected NDArray smoothedLosses(LossInput in, UnaryOperator<NDArray> aggregate) {
        NDArray lines = in.labelMaps().mul(tubes(in));
        NDArray found = RegionStatistics.weightedSum(in.probabilities().mul(lines), in);
        NDArray all = RegionStatistics.weightedSum(lines, in);
        return ratio(aggregate.apply(found), aggregate.apply(all)).neg().add(1);
    }

    /** 1 on the tubes of all classes, or of each. */
    private NDArray tubes(LossInput in) {
        Targets targets = in.targets();
        int images = targets.images();
        int voxels = targets.voxels();
        float[] given = in.labelArray(SKELETON, true);
        NDArray map =
                given == null
                        ? in.constant(computed(in))
                        : in.constant(given, images, given.length / images / voxels, voxels);
        return SafeMath.relu(map).sign();
    }

    private float[][] computed(LossInput in) {
        float[][] ofImages = new float[in.targets().images()][];
        Arrays.setAll(ofImages, n -> tubes.get(in.targets().spatialShape(), in.foreground(n)));
        return ofImages;
    }

    /** The options of {@link SkeletonRecallLoss}. */
    public static final class Builder extends SmoothedRegionLoss.Builder<Builder> {

        @Option("whether the skeleton is thickened twice by its face neighbours")
        private boolean tube = true;

        private Builder() {
            optIncludeBackground(false);
        }

        /**
         * Sets whether the skeleton is thickened.
         *
         * @param tube true for a tube, false for lines one voxel thin
         * @return this builder
         */
        public Builder optTube(boolean tube) {
            this.tube = tube;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public SkeletonRecallLoss build() {
            return new SkeletonRecallLoss(this);
        }
    }
}
