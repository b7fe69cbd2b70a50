package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;

/**
 * Euler's elastica: what is on the wrong side of the predicted contours, plus their length and how
 * much they bend.
 *
 * <p>From Chen et al., <a href="https://arxiv.org/abs/2011.00526">Learning Euler's Elastica Model
 * for Medical Image Segmentation</a> (2020). Use it as {@link ActiveContourLoss}, where outlines
 * are to be smooth as well as short; not without another loss beside it, for its gradient is large
 * and rough.
 *
 * <p>\[ L = \lambda\, \overline{\mu\, p (1-g)^2 + (1-p)\, g^2} + \overline{(a + b\, \kappa^2)\,
 * |\nabla p|}, \quad |\nabla p| = \sqrt{\epsilon + \textstyle\sum_i p_i^2}, \quad \kappa =
 * \frac{\epsilon \sum_i p_{ii} + \sum_{i \lt j} (p_j^2 p_{ii} + p_i^2 p_{jj} - 2 p_i p_j
 * p_{ij})}{\left(\sum_i p_i^2\right)^{3/2} + \epsilon} \]
 *
 * <p>\( p_i = (p_{v+i} - p_{v-i}) / 2 s_i \) is the central difference along an axis, with its
 * {@code spacing} and the border repeated, and \( p_{ii} \) the second one; \( p_{ij} \) is that of
 * \( p_i \) and not halved, as in the authors' code. Their code is for pictures; in volumes \(
 * \kappa \) is the curvature of the surface, and along a single axis nearly 0. What counts, and the
 * reduction: {@link ContourLoss}. The authors add everything up: {@code reduction} {@code sum}.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes. Range: 0 or
 * more. A perfect prediction costs the length and the corners of its contours, which a blurred one
 * has less of. An absent class counts: all that is predicted of it is wrong.
 */
public final class EulerElasticaLoss extends ContourLoss {

    private final float a;
    private final float b;

    private EulerElasticaLoss(Builder builder) {
        super(builder);
        a = Arguments.within("a", builder.a, 0, Float.MAX_VALUE);
        b = Arguments.within("b", builder.b, 0, Float.MAX_VALUE);
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
    NDArray contours(Slopes p, NDArray counted) {
        return p.elastica(a, b);
    }

    @Override
    LineCost contours(HostSlopes p) {
        return p.elastica(a, b);
    }

    @Override
    Reach reach() {
        return new Reach(1, 0);
    }

    /** The options of {@link EulerElasticaLoss}. */
    public static final class Builder extends ContourLoss.Builder<Builder> {

        @Option("weight of the length of the contours (authors' code: 1)")
        private float a = 1f;

        @Option("weight of their squared curvature (authors' code: 1)")
        private float b = 1f;

        private Builder() {}

        /**
         * Sets the weights of the contours.
         *
         * @param a of their length, 0 or more
         * @param b of their squared curvature, 0 or more
         * @return this builder
         */
        public Builder optElastica(float a, float b) {
            this.a = a;
            this.b = b;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public EulerElasticaLoss build() {
            return new EulerElasticaLoss(this);
        }
    }
}
