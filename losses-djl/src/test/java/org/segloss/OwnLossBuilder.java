package org.segloss;

import org.segloss.OwnLosses.OwnLoss;

/** A builder that stands in a file of its own, other than those of the library. */
final class OwnLossBuilder extends SegmentationLoss.Builder<OwnLossBuilder> {

    @Option("times what")
    float factor = 2f;

    @Override
    protected OwnLossBuilder self() {
        return this;
    }

    @Override
    public OwnLoss build() {
        return new OwnLoss(this);
    }
}
