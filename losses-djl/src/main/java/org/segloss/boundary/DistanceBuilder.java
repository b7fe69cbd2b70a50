package org.segloss.boundary;

import org.segloss.Option;
import org.segloss.SelectedClassesLoss;
import org.segloss.input.ClassSelection;

/**
 * The options of losses that measure distances from each class that counts.
 *
 * @param <T> the type of the builder itself
 */
public abstract class DistanceBuilder<T extends DistanceBuilder<T>>
        extends SelectedClassesLoss.Builder<T> {

    @Option("distance of neighbouring voxels along each spatial axis, slowest first; 1 without")
    float[] spacing;

    /** Creates a builder with every option at its default. */
    DistanceBuilder() {
        super(ClassSelection.FOREGROUND);
    }

    /**
     * Sets the distance of neighbouring voxels.
     *
     * @param spacing one positive number per spatial axis, slowest first
     * @return this builder
     */
    public T optSpacing(float... spacing) {
        this.spacing = spacing.clone();
        return self();
    }
}
