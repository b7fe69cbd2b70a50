package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.distribution.CrossEntropyLoss;
import org.segloss.input.LabelObjects;
import org.segloss.input.LossInput;
import org.segloss.input.Masking;
import org.segloss.region.DiceLoss;
import org.segloss.tensor.SafeMath;

/**
 * Blob loss: any losses on the whole image and on each of its objects, so that a small object
 * counts as much as a large one.
 *
 * <p>From Kofler et al., <a href="https://arxiv.org/abs/2205.08209">blob loss: instance imbalance
 * aware loss functions for semantic segmentation</a> (IPMI 2023). Use it where small objects, such
 * as lesions, are missed beside large ones; each object costs as much as the image.
 *
 * <p>\[ L = \alpha f(p, g) + \beta \frac{1}{N'} \sum_n \frac{1}{K_n} \sum_{k=1}^{K_n} f(p_{n
 * \setminus k}, g_{nk}), \qquad f = \sum_i L_i \]
 *
 * <p>\( \alpha \) is {@code mainWeight}, \( \beta \) {@code blobWeight}; g_nk is the label of
 * object k alone, in \( p_{n \setminus k} \) the others are masked, N' are the images with an
 * object. An object is a connected part of the foreground, of all classes, by corners too, or has
 * one number above 0 in the label array {@code components} ({@code [N, *S]} or {@code [N, 1, *S]}).
 *
 * <p>The authors multiply masked outputs by 0: for a loss of logits that is a probability of 1/2
 * ({@code masking} {@code neutral}; 1/C with softmax), for one of probabilities 0, the background
 * ({@code background}). In neither form is there a gradient. They leave out \( \beta \) where \(
 * \alpha \) is 0; here it counts. {@code activation} and {@code ignoreIndex} are options of this
 * loss, {@code classWeights}, {@code includeBackground} and {@code reduction} of the {@code
 * losses}.
 *
 * <p>Shapes: see {@link SegmentationLoss}. Range: that of the losses, weighed; without an object
 * the second term is 0.
 */
public final class BlobLoss extends SegmentationLoss {

    private final Parts parts;
    private final float mainWeight;
    private final float blobWeight;
    private final Masking masking;

    private BlobLoss(Builder builder) {
        super(builder);
        List<SegmentationLoss> usual =
                List.of(DiceLoss.builder().build(), CrossEntropyLoss.builder().build());
        List<SegmentationLoss> losses = builder.losses.isEmpty() ? usual : builder.losses;
        parts = new Parts(getName(), losses, null, false);
        mainWeight = Arguments.within("mainWeight", builder.mainWeight, 0, Float.MAX_VALUE);
        blobWeight = Arguments.within("blobWeight", builder.blobWeight, 0, Float.MAX_VALUE);
        masking = builder.masking;
        Parts.refuseOptionsOfParts("blob loss", equalClasses(), reduction());
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
        Set<String> names = new HashSet<>(parts.labelArrays());
        names.add(LabelObjects.COMPONENTS);
        return names;
    }

    @Override
    public Set<String> requiredLabelArrays() {
        return parts.requiredLabelArrays();
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return parts.runOnHost(in);
    }

    @Override
    protected NDArray compute(LossInput in) {
        NDArray objects = new LabelObjects(in).meanLoss(masking, one -> parts.sum(one, 0));
        return SafeMath.times(parts.sum(in, 0), mainWeight)
                .add(SafeMath.times(objects, blobWeight));
    }

    /** The options of {@link BlobLoss}. */
    public static final class Builder extends SegmentationLoss.Builder<Builder> {

        @Option(
                "the losses, names or objects with name and options; dice and cross-entropy without")
        private List<SegmentationLoss> losses = new ArrayList<>();

        @Option("weight of the losses of the image")
        private float mainWeight = 1f;

        @Option("weight of the mean of the losses of the objects")
        private float blobWeight = 1f;

        @Option("what other objects are taken for: neutral (undecided) or background")
        private Masking masking = Masking.NEUTRAL;

        private Builder() {}

        /**
         * Sets the losses.
         *
         * @param losses what the image and each object are compared by, added up
         * @return this builder
         */
        public Builder optLosses(SegmentationLoss... losses) {
            this.losses = List.of(losses);
            return this;
        }

        /**
         * Sets the weights.
         *
         * @param mainWeight \( \alpha \), of the image, 0 or more
         * @param blobWeight \( \beta \), of its objects, 0 or more
         * @return this builder
         */
        public Builder optWeights(float mainWeight, float blobWeight) {
            this.mainWeight = mainWeight;
            this.blobWeight = blobWeight;
            return this;
        }

        /**
         * Sets what other objects are taken for.
         *
         * @param masking undecided or background
         * @return this builder
         */
        public Builder optMasking(Masking masking) {
            this.masking = masking;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public BlobLoss build() {
            return new BlobLoss(this);
        }
    }
}
