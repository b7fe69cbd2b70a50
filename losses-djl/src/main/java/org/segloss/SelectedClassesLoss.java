package org.segloss;

import java.util.function.IntPredicate;
import org.segloss.input.ClassSelection;
import org.segloss.input.LossInput;

/** A loss that counts the classes that its option {@code classes} names. */
public abstract class SelectedClassesLoss extends SegmentationLoss {

    private final ClassSelection classes;

    /**
     * Takes over the options.
     *
     * @param builder the options
     */
    protected SelectedClassesLoss(Builder<?> builder) {
        super(builder);
        classes = builder.classes;
    }

    /**
     * The classes that count in the batch.
     *
     * @param in the input
     * @return the class numbers in ascending order; may be empty
     * @throws IllegalArgumentException if {@code classes} names one that the prediction has no
     *     channel for
     */
    protected final int[] counted(LossInput in) {
        return counted(in, in.targets()::present);
    }

    /**
     * The classes that count where the loss looks.
     *
     * @param in the input
     * @param present whether a class has a labelled voxel there
     * @return the class numbers in ascending order; may be empty
     * @throws IllegalArgumentException if {@code classes} names one that the prediction has no
     *     channel for
     */
    protected final int[] counted(LossInput in, IntPredicate present) {
        return classes.resolve(in, includeBackground(in), present);
    }

    /**
     * The options of losses that count some of the classes.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends SegmentationLoss.Builder<T> {

        @Option("the classes that count: foreground, all, present, or a list of class numbers")
        private ClassSelection classes;

        /**
         * Creates a builder with every option at its default.
         *
         * @param classes the classes that count by default
         */
        protected Builder(ClassSelection classes) {
            this.classes = classes;
        }

        /**
         * Sets the classes that count.
         *
         * @param classes a rule or a list
         * @return this builder
         */
        public T optClasses(ClassSelection classes) {
            this.classes = classes;
            return self();
        }
    }
}
