package org.segloss.geometry;

import java.util.Arrays;
import org.segloss.Arguments;

/**
 * The voxel weight map of the U-Net, which makes a network learn the gaps between objects.
 *
 * <p>From Ronneberger, Fischer and Brox, <a href="https://arxiv.org/abs/1505.04597">U-Net</a>
 * (MICCAI 2015, equation 2).
 *
 * <p>\[ w(v) = w_{y_v} + w_0 \exp\left(-\frac{(d_1(v) + d_2(v))^2}{2 \sigma^2}\right) \]
 *
 * <p>\( d_1, d_2 \) are the Euclidean distances to the nearest and the second nearest object, 0
 * inside; with fewer than two objects there is no second term. As the formula reads, the term is
 * added everywhere; many re-implementations add it to the background only: {@code backgroundOnly}.
 *
 * <p>An object is looked for within \( 6.5\, \sigma \), beyond which the term is less than 1e-9 of
 * \( w_0 \). The time is that of a distance transform in every object's bounding box, widened by as
 * much: at most O(objects x V), near O(V) for many small objects. Objects are immutable.
 */
public final class UNetWeightMap {

    /** In units of sigma; single precision holds nothing of the term beyond. */
    private static final double REACH = 6.5;

    private final float w0;
    private final float sigma;
    private final float[] classWeights;
    private final boolean backgroundOnly;
    private final Integer ignoreIndex;
    private final float[] spacing;

    private UNetWeightMap(Builder builder) {
        w0 = Arguments.within("w0", builder.w0, 0, 1e6);
        sigma = Arguments.within("sigma", builder.sigma, 1e-6, 1e6);
        Arguments.weights("classWeights", builder.classWeights);
        classWeights = builder.classWeights;
        backgroundOnly = builder.backgroundOnly;
        ignoreIndex = builder.ignoreIndex;
        spacing = Arguments.spacing(builder.spacing);
    }

    /**
     * Starts to build the map.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Maps an image whose objects are the connected components of its foreground, by faces.
     *
     * @param shape number of voxels along each axis
     * @param labels the class of every voxel in C order, 0 is background
     * @return the weights in C order
     * @throws IllegalArgumentException if shape, labels and options do not fit each other
     */
    public float[] of(int[] shape, int[] labels) {
        checkLength("labels", labels, shape);
        return of(
                shape,
                labels,
                new ConnectedComponents(shape, 1, v -> labels[v] != 0 && !ignored(labels[v]))
                        .labels());
    }

    /**
     * Maps an image.
     *
     * @param shape number of voxels along each axis
     * @param labels the class of every voxel in C order, 0 is background
     * @param objects the number of the object that each voxel belongs to, 0 for none
     * @return the weights in C order
     * @throws IllegalArgumentException if shape, labels, objects and options do not fit each other
     */
    public float[] of(int[] shape, int[] labels, int[] objects) {
        checkLength("labels", labels, shape);
        checkLength("objects", objects, shape);
        NearestObjects nearest = new NearestObjects(shape, objects, REACH * sigma, spacing);
        float[] map = new float[labels.length];
        for (int v = 0; v < map.length; v++) {
            map[v] = classWeight(labels[v]);
            if (!ignored(labels[v]) && !(backgroundOnly && labels[v] != 0)) {
                map[v] += (float) (w0 * Math.exp(-Math.pow(nearest.sum(v) / sigma, 2) / 2));
            }
        }
        return map;
    }

    private boolean ignored(int label) {
        return ignoreIndex != null && label == ignoreIndex;
    }

    private float classWeight(int label) {
        if (ignored(label)) {
            return 0;
        }
        if (classWeights.length == 0) {
            return 1;
        }
        if (label < 0 || label >= classWeights.length) {
            throw new IllegalArgumentException(
                    "classWeights = "
                            + Arrays.toString(classWeights)
                            + " has no weight for label "
                            + label
                            + ": give one for every class, the background's included, or set"
                            + " ignoreIndex to "
                            + label);
        }
        return classWeights[label];
    }

    private static void checkLength(String what, int[] values, int[] shape) {
        if (values.length != DistanceTransform.size(shape)) {
            throw new IllegalArgumentException(
                    what
                            + " has "
                            + values.length
                            + " values, but the shape "
                            + Arrays.toString(shape)
                            + " has "
                            + DistanceTransform.size(shape)
                            + " voxels: give one value for each");
        }
    }

    /** The options of {@link UNetWeightMap}. */
    public static final class Builder {

        private float w0 = 10;
        private float sigma = 5;
        private float[] classWeights = {};
        private boolean backgroundOnly;
        private Integer ignoreIndex;
        private float[] spacing = {};

        private Builder() {}

        /**
         * Sets the weight of the gaps.
         *
         * @param w0 \( w_0 \), 0 to 1e6 (paper and default: 10)
         * @return this builder
         */
        public Builder optW0(float w0) {
            this.w0 = w0;
            return this;
        }

        /**
         * Sets the width of the gaps.
         *
         * @param sigma \( \sigma \), 1e-6 to 1e6, in units of the spacing (paper and default: 5)
         * @return this builder
         */
        public Builder optSigma(float sigma) {
            this.sigma = sigma;
            return this;
        }

        /**
         * Sets the weights of the classes, 1 without.
         *
         * @param classWeights one number for every class, the background's included
         * @return this builder
         */
        public Builder optClassWeights(float... classWeights) {
            this.classWeights = classWeights.clone();
            return this;
        }

        /**
         * Sets where the second term is added.
         *
         * @param backgroundOnly true for voxels of class 0 only; false, the default, for all
         * @return this builder
         */
        public Builder optBackgroundOnly(boolean backgroundOnly) {
            this.backgroundOnly = backgroundOnly;
            return this;
        }

        /**
         * Sets the label whose voxels belong to no object and weigh 0.
         *
         * @param ignoreIndex a label value, usually 255
         * @return this builder
         */
        public Builder optIgnoreIndex(int ignoreIndex) {
            this.ignoreIndex = ignoreIndex;
            return this;
        }

        /**
         * Sets the distance of neighbouring voxels.
         *
         * @param spacing one positive number per axis, slowest first; 1 without
         * @return this builder
         */
        public Builder optSpacing(float... spacing) {
            this.spacing = spacing.clone();
            return this;
        }

        /**
         * Builds the map.
         *
         * @return a map
         * @throws IllegalArgumentException if an option has a value that is not allowed
         */
        public UNetWeightMap build() {
            return new UNetWeightMap(this);
        }
    }
}
