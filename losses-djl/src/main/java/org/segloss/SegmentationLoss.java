package org.segloss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.segloss.input.Activation;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.tensor.SafeMath;

/**
 * The base of every loss: checks, activates and encodes the input, then lets the loss compute.
 *
 * <p>Shapes: predictions {@code [N, C, *S]} with any number of spatial axes {@code S}; labels as
 * class indices {@code [N, *S]} or {@code [N, 1, *S]}, or as one-hot, soft or multi-label maps
 * {@code [N, C, *S]} with values in [0, 1]. Further label arrays (a voxel weight map, a distance
 * map) stand in the same list under their names. The result is a scalar, unless {@code reduction}
 * is {@code none}.
 *
 * <p>On a CPU and in single precision most losses are computed on the host, value and gradient at
 * once, which leaves no second derivative; the property {@code org.segloss.host}, if false, has all
 * of them computed by the engine.
 *
 * <p>An evaluation leaves no array behind but its result; single numbers that MXNet may still be
 * computing, and which are of no manager of the caller, go with the thread's next one. A loss has
 * no state but the accumulators of {@link Loss}, which evaluations it made last, and, with weights
 * that change over training, the epoch: one without schedules serves any number of trainers and
 * threads.
 */
public abstract class SegmentationLoss extends Loss {

    private final Activation activation;
    private final boolean includeBackground;
    private final Integer ignoreIndex;
    private final float[] classWeights;
    private final Reduction reduction;
    private final LatestEvaluations latest = new LatestEvaluations();

    /**
     * Takes over the shared options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if a class weight is negative, infinite or not a number
     */
    protected SegmentationLoss(Builder<?> builder) {
        super(builder.name);
        this.activation = builder.activation;
        this.includeBackground = builder.includeBackground;
        this.ignoreIndex = builder.ignoreIndex;
        this.classWeights = builder.classWeights == null ? null : builder.classWeights.clone();
        this.reduction = builder.reduction;
        if (classWeights != null) {
            Arguments.weights("classWeights", classWeights);
        }
    }

    /**
     * Evaluates the loss.
     *
     * @param labels the labels, then any further label arrays by name
     * @param predictions one array {@code [N, C, *S]}
     * @return the loss, attached to the manager of the predictions
     * @throws IllegalArgumentException if shapes, types or values do not fit; the message names
     *     what came, what is allowed and what to do
     */
    @Override
    public final NDArray evaluate(NDList labels, NDList predictions) {
        checkArrays(labels, predictions);
        NDArray known = latest.find(labels, predictions);
        if (known != null) {
            return known;
        }
        NDArray prediction = predictions.get(0);
        NDManager owner = prediction.getManager();
        try (NDManager scope = owner.newSubManager()) {
            scope.tempAttachAll(predictions);
            LossInput in = new LossInput(labels, prediction, activation, ignoreIndex);
            NDArray loss = evaluate(in);
            in.release();
            loss.attach(owner);
            latest.add(labels, predictions, loss);
            return loss;
        }
    }

    /**
     * Adds a loss to the metrics. If these very arrays were evaluated before, as the trainer's are,
     * and the result was not closed, it is not computed again.
     */
    @Override
    public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
        latest.reuse(() -> evaluateForMetrics(keys, labels, predictions));
    }

    /**
     * Adds a loss to the metrics in any case by an evaluation, for losses of whose evaluation more
     * than the result is wanted.
     *
     * @param keys the accumulators
     * @param labels the labels
     * @param predictions the predictions
     */
    protected final void evaluateForMetrics(String[] keys, NDList labels, NDList predictions) {
        super.updateAccumulators(keys, labels, predictions);
    }

    /**
     * Evaluates the loss on an input that another loss has read: how the parts of a compound share
     * it.
     *
     * @param in the input; arrays that are derived from it are closed by its owner
     * @return the loss
     * @throws IllegalArgumentException if the options do not fit the input
     */
    public final NDArray evaluate(LossInput in) {
        if (classWeights != null) {
            Arguments.perClass("classWeights", classWeights, in.targets().classes());
        }
        return runsOnHost(in) && in.hostPays() ? in.onHost(this::compute) : compute(in);
    }

    /**
     * Whether arrays on the host have all that the loss asks for: operations on voxels, sums over
     * them and windows, with constants of any kind. Such a loss is computed there where that pays.
     *
     * @param in the input
     * @return false unless a loss says otherwise
     */
    public boolean runsOnHost(LossInput in) {
        return false;
    }

    /**
     * Computes the loss: the one method that a loss overrides.
     *
     * @param in the input in every form
     * @return the reduced loss
     */
    protected abstract NDArray compute(LossInput in);

    /**
     * The further label arrays that the loss understands.
     *
     * @return their names
     */
    public Set<String> labelArrays() {
        return Set.of();
    }

    /**
     * Those of {@link #labelArrays()} that have to be given.
     *
     * @return their names
     */
    public Set<String> requiredLabelArrays() {
        return Set.of();
    }

    /**
     * The weight of a class.
     *
     * @param c the class
     * @param in the input
     * @return its entry of {@code classWeights}, 1 without them; 0 for the background where it
     *     takes no part
     */
    protected final float classWeight(int c, LossInput in) {
        if (c == 0 && !includeBackground(in)) {
            return 0f;
        }
        return classWeights == null ? 1f : classWeights[c];
    }

    /**
     * The weights of all classes.
     *
     * @param in the input
     * @return what {@link #classWeight} gives for each of them
     */
    protected final double[] weightsOfClasses(LossInput in) {
        double[] weights = new double[in.targets().classes()];
        Arrays.setAll(weights, c -> classWeight(c, in));
        return weights;
    }

    /**
     * Whether class 0 takes part.
     *
     * @param in the input
     * @return the option {@code includeBackground}; true with one channel, which is the foreground
     */
    protected final boolean includeBackground(LossInput in) {
        return includeBackground || in.targets().classes() == 1;
    }

    /**
     * Whether all classes weigh the same.
     *
     * @return true without {@code classWeights} and with the background included
     */
    protected final boolean equalClasses() {
        return classWeights == null && includeBackground;
    }

    /**
     * How parts become one number.
     *
     * @return the option {@code reduction}
     */
    protected final Reduction reduction() {
        return reduction;
    }

    /**
     * Reduces what the voxels cost.
     *
     * @param terms the costs of every class {@code [N, C, V]}, weighted, 0 where ignored
     * @param voxels how many voxels a mean is taken over; where channels are tasks of their own,
     *     over the tasks too
     * @param in the input
     * @return one number; with {@code reduction} {@code none} that of each voxel {@code [N, *S]},
     *     or {@code [N, C, *S]} of tasks
     */
    protected final NDArray reduce(NDArray terms, double voxels, LossInput in) {
        if (reduction == Reduction.NONE) {
            NDArray map = in.exclusive() ? terms.sum(new int[] {1}, true) : terms;
            return in.unfold(map, in.exclusive());
        }
        int tasks = in.exclusive() ? 1 : in.targets().classes() - (includeBackground(in) ? 0 : 1);
        boolean mean = reduction == Reduction.MEAN && voxels > 0;
        // One axis first: both engines sum along a trailing axis fastest.
        return SafeMath.times(terms.sum(new int[] {2}).sum(), mean ? 1 / (voxels * tasks) : 1);
    }

    private void checkArrays(NDList labels, NDList predictions) {
        if (predictions.size() != 1 || labels.isEmpty()) {
            throw new IllegalArgumentException(
                    getName()
                            + " got "
                            + predictions.size()
                            + " predictions and "
                            + labels.size()
                            + " label arrays: it takes one prediction, the labels, and further label"
                            + " arrays by name");
        }
        for (NDArray array : labels.subNDList(1)) {
            if (array.getName() == null || !labelArrays().contains(array.getName())) {
                throw new IllegalArgumentException(
                        getName()
                                + " got a label array named '"
                                + array.getName()
                                + "': besides the labels it knows "
                                + new TreeSet<>(labelArrays())
                                + "; name it with setName");
            }
        }
        for (String name : requiredLabelArrays()) {
            if (labels.get(name) == null) {
                throw new IllegalArgumentException(
                        getName()
                                + " needs the label array '"
                                + name
                                + "': name an array so with setName, and put it behind the labels in"
                                + " their list");
            }
        }
    }

    /**
     * The options that all losses share.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> {

        @Option("softmax, sigmoid (multi-label), none (predictions are probabilities) or auto")
        private Activation activation = Activation.AUTO;

        @Option(
                "whether class 0 takes part; it is dropped after the activation, unless it is alone")
        private boolean includeBackground = true;

        @Option("label whose voxels are inert: neither value nor gradient depends on them")
        private Integer ignoreIndex;

        @Option("one weight for every class, the background's included")
        private float[] classWeights;

        @Option("mean, sum or none")
        private Reduction reduction = Reduction.MEAN;

        private String name;

        /** Creates a builder with every option at its default. */
        protected Builder() {
            Class<?> loss = getClass().getEnclosingClass();
            name = (loss == null ? getClass() : loss).getSimpleName();
        }

        /**
         * Sets the activation.
         *
         * @param activation what turns the network's output into probabilities
         * @return this builder
         */
        public T optActivation(Activation activation) {
            this.activation = activation;
            return self();
        }

        /**
         * Sets whether class 0 takes part.
         *
         * @param includeBackground false to leave it out, after the activation
         * @return this builder
         */
        public T optIncludeBackground(boolean includeBackground) {
            this.includeBackground = includeBackground;
            return self();
        }

        /**
         * Sets the label whose voxels are inert.
         *
         * @param ignoreIndex a label value, usually 255
         * @return this builder
         */
        public T optIgnoreIndex(int ignoreIndex) {
            this.ignoreIndex = ignoreIndex;
            return self();
        }

        /**
         * Sets the weights of the classes.
         *
         * @param classWeights as many numbers as the prediction has channels; none for equal
         *     weights
         * @return this builder
         */
        public T optClassWeights(float... classWeights) {
            this.classWeights = classWeights.length == 0 ? null : classWeights.clone();
            return self();
        }

        /**
         * Sets how parts become one number.
         *
         * @param reduction mean, sum or none
         * @return this builder
         */
        public T optReduction(Reduction reduction) {
            this.reduction = reduction;
            return self();
        }

        /**
         * Sets the name under which DJL reports the loss.
         *
         * @param name the name
         * @return this builder
         */
        public T optName(String name) {
            this.name = name;
            return self();
        }

        /**
         * Passes the options that concern the reading of the input, and the name, to another
         * builder.
         *
         * @param <B> the type of the other builder
         * @param other the builder of the sum that this builder makes
         * @return the other builder
         */
        protected final <B extends Builder<B>> B shareInput(B other) {
            Builder<B> base = other;
            base.activation = activation;
            base.ignoreIndex = ignoreIndex;
            base.name = name;
            return other;
        }

        /**
         * Passes the options that concern classes and reduction to another builder.
         *
         * @param <B> the type of the other builder
         * @param other the builder of a part of the sum that this builder makes
         * @return the other builder
         */
        protected final <B extends Builder<B>> B shareClasses(B other) {
            Builder<B> base = other;
            base.classWeights = classWeights;
            base.includeBackground = includeBackground;
            base.reduction = reduction;
            return other;
        }

        /**
         * This builder, by its own type.
         *
         * @return this
         */
        protected abstract T self();

        /**
         * Builds the loss.
         *
         * @return a loss
         * @throws IllegalArgumentException if an option has a value that is not allowed
         */
        public abstract SegmentationLoss build();
    }
}
