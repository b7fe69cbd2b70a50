package org.segloss.host;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** A few numbers in double precision. What is made of constants is known at once. */
class Numbers extends Step {

    final Shape shape;
    final double[] values;
    final double[] slopes;

    /** Whether the way back asks for nothing that is not known beforehand. */
    final boolean linear;

    private final Runnable forward;
    private final Runnable backward;
    private boolean known;

    /** How numbers come from those of earlier steps, there and back. */
    interface Rule {
        /**
         * Computes.
         *
         * @param result what to compute for
         */
        void run(Numbers result);
    }

    /** Numbers that are given. */
    Numbers(Shape shape, double... values) {
        this(shape, values, 0, true, true, result -> {}, result -> {});
        known = true;
    }

    /**
     * Numbers of earlier steps.
     *
     * @param shape their shape
     * @param linear see {@link #linear}
     * @param forward fills in the values
     * @param backward adds to the slopes of the earlier steps
     * @param from the earlier steps
     */
    Numbers(Shape shape, boolean linear, Rule forward, Rule backward, Step... from) {
        this(shape, new double[(int) shape.size()], 0, true, linear, forward, backward, from);
        if (level == 0) {
            compute();
        }
    }

    /** Numbers that a pass over the voxels finds. */
    Numbers(Shape shape, boolean varies, Step... maps) {
        this(
                shape,
                new double[(int) shape.size()],
                1,
                varies,
                true,
                result -> {},
                result -> {},
                maps);
    }

    private Numbers(
            Shape shape,
            double[] values,
            int passes,
            boolean varies,
            boolean linear,
            Rule forward,
            Rule backward,
            Step... from) {
        super(passes, varies && anyVaries(from), from);
        this.shape = shape;
        this.values = values;
        this.linear = linear;
        this.forward = () -> forward.run(this);
        this.backward = () -> backward.run(this);
        slopes = new double[values.length];
    }

    @Override
    final void forgetSlopes() {
        Arrays.fill(slopes, 0);
    }

    public boolean known() {
        return known;
    }

    /** Whether it depends on the voxels in no way. */
    final boolean constant() {
        return level == 0;
    }

    final void compute() {
        forward.run();
        known = true;
    }

    final void back() {
        backward.run();
    }
}
