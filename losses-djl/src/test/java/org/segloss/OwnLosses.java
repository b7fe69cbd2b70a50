package org.segloss;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.segloss.input.LossInput;

/** A user's own loss, as a {@link LossProvider} adds it. */
public final class OwnLosses implements LossProvider {

    @Override
    public List<LossEntry> losses() {
        return List.of(
                new LossEntry(
                        "own-loss",
                        List.of("own"),
                        "own",
                        "the sum of the probabilities, times a factor",
                        "nobody 2026, https://example.org",
                        OwnLossBuilder::new));
    }

    static final class OwnLoss extends SegmentationLoss {

        final float factor;

        OwnLoss(OwnLossBuilder builder) {
            super(builder);
            factor = builder.factor;
        }

        @Override
        protected NDArray compute(LossInput in) {
            return in.probabilities().sum().mul(factor);
        }
    }
}
