package org.segloss.structure;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.geometry.BettiNumbers;
import org.segloss.geometry.CubicalPersistence;
import org.segloss.geometry.CubicalPersistence.Construction;
import org.segloss.geometry.Filtration;
import org.segloss.geometry.MapCache;
import org.segloss.geometry.PersistencePair;

/**
 * Topological loss: pulls as many features of the probability map as the label has towards 1 and 0,
 * and closes all others.
 *
 * <p>From Hu et al., <a href="https://arxiv.org/abs/1906.05404">Topology-Preserving Deep Image
 * Segmentation</a> (NeurIPS 2019). Use it beside cross entropy or Dice, with a small weight and
 * after some epochs without it, where the number of components or holes is what matters; alone it
 * does not say where a feature belongs.
 *
 * <p>\[ L = \sum_{i \le k} \bigl[ b_i - d_i \le \tau \bigr] \bigl( (1 - b_i)^2 + d_i^2 \bigr) +
 * \sum_{i > k} \bigl[ b_i - d_i > \delta \bigr] \frac{(b_i - d_i)^2}{2} \]
 *
 * <p>Going down through p, a feature appears at b and disappears at d; they are sorted by b - d. k
 * is the number of features of the label, above 0.5. The component that stays has d = 0. Voxels
 * hang together by corners. The sum runs over {@code dimensions} and patches of {@code patchSize}
 * from the first voxel on, then comes the mean over images and classes. The authors' code of 2021
 * differs from the paper: it squares the wrong array, its filtration is reversed, patches that are
 * not square are scrambled, and labels of one component are passed over. Here it is the paper.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes; {@code
 * reduction} {@code none} gives {@code [N, C]}, 0 for classes that do not count. Range: 0 for a
 * perfect prediction, no upper bound. An absent class costs every feature it is given; ignored
 * voxels are background. The gradient goes to the voxels at which features appear and disappear,
 * two for each; there is no second derivative. The patches are worked on on the host, in parallel:
 * \( O(V \log V) \), but for the loops of volumes.
 */
public final class TopologicalLoss extends PersistenceLoss {

    private final float minPersistence;
    private final float maxPersistence;

    /** The Betti numbers of labels. */
    private final MapCache wanted = new MapCache(TopologicalLoss::bettiNumbers);

    private TopologicalLoss(Builder builder) {
        super(builder);
        minPersistence = Arguments.within("minPersistence", builder.minPersistence, 0, 1);
        maxPersistence = Arguments.within("maxPersistence", builder.maxPersistence, 0, 1);
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
        float expected = wanted.get(patch.shape(), patch.region())[dimension];
        List<PersistencePair> features =
                new CubicalPersistence(Construction.TOP_CELLS, Filtration.SUPERLEVEL, patch.shape())
                        .pairs(patch.probabilities(), dimension).stream()
                                .sorted(Comparator.comparingDouble(f -> -persistence(f, patch)))
                                .toList();
        double cost = 0;
        for (int i = 0; i < features.size(); i++) {
            PersistencePair feature = features.get(i);
            double persistence = persistence(feature, patch);
            if (i < expected && persistence <= maxPersistence) {
                cost += patch.fromNumber(1, feature.birthVoxel(), 1);
                cost += feature.essential() ? 0 : patch.fromNumber(1, feature.deathVoxel(), 0);
            } else if (i >= expected && persistence > minPersistence) {
                cost +=
                        feature.essential()
                                ? patch.fromNumber(0.5, feature.birthVoxel(), 0)
                                : patch.apart(0.5, feature.birthVoxel(), feature.deathVoxel());
            }
        }
        return cost;
    }

    private static float[] bettiNumbers(int[] shape, IntPredicate region) {
        int[] numbers = BettiNumbers.of(shape, region);
        float[] map = new float[numbers.length];
        for (int dimension = 0; dimension < map.length; dimension++) {
            map[dimension] = numbers[dimension];
        }
        return map;
    }

    private static double persistence(PersistencePair feature, ClassPatch patch) {
        double death = feature.essential() ? 0 : patch.probability(feature.deathVoxel());
        return patch.probability(feature.birthVoxel()) - death;
    }

    /** The options of {@link TopologicalLoss}. */
    public static final class Builder extends PersistenceLoss.Builder<Builder> {

        @Option("features that last less are left alone, unless the label has them")
        private float minPersistence = 0.03f;

        @Option("features of the label that last longer are left alone")
        private float maxPersistence = 0.99f;

        private Builder() {
            optDimensions(0);
            optPatchSize(65);
        }

        /**
         * Sets from when on a feature is closed.
         *
         * @param minPersistence \( \delta \), 0 to 1
         * @return this builder
         */
        public Builder optMinPersistence(float minPersistence) {
            this.minPersistence = minPersistence;
            return this;
        }

        /**
         * Sets until when a feature of the label is widened.
         *
         * @param maxPersistence \( \tau \), 0 to 1
         * @return this builder
         */
        public Builder optMaxPersistence(float maxPersistence) {
            this.maxPersistence = maxPersistence;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public TopologicalLoss build() {
            return new TopologicalLoss(this);
        }
    }
}
