package org.segloss.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.evaluator.Evaluator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.segloss.input.Activation;
import org.segloss.input.LossInput;
import org.segloss.tensor.EngineMemory;

/**
 * The base of the evaluators: reads predictions and labels as the losses do, the first array of
 * either list, and gathers exactly what a measure is made of.
 *
 * <p>The value of an epoch does not depend on how it was cut into batches: counts are summed before
 * they are divided, values of images are averaged as such. It is NaN as long as nothing has a
 * value.
 *
 * @param <T> what is gathered
 */
public abstract class SegmentationEvaluator<T> extends Evaluator {

    private final Activation activation;
    private final Integer ignoreIndex;
    private final Map<String, T> tallies = new ConcurrentHashMap<>();

    /**
     * Takes over the shared options.
     *
     * @param builder the options
     */
    protected SegmentationEvaluator(Builder<?> builder) {
        super(builder.name);
        activation = builder.activation;
        ignoreIndex = builder.ignoreIndex;
    }

    /**
     * Makes a tally with nothing in it.
     *
     * @return the tally
     */
    protected abstract T newTally();

    /**
     * Takes in a batch.
     *
     * @param tally where to
     * @param in the batch
     */
    protected abstract void add(T tally, LossInput in);

    /**
     * What a tally came to.
     *
     * @param tally the tally
     * @return the value
     */
    protected abstract double value(T tally);

    /**
     * Evaluates one batch.
     *
     * @param labels the labels
     * @param predictions the network's output {@code [N, C, *S]}
     * @return the value of the batch alone, a scalar
     * @throws IllegalArgumentException if shapes, types or values do not fit
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        T tally = newTally();
        add(List.of(tally), labels, predictions);
        float[] value = {(float) value(tally)};
        return EngineMemory.create(predictions.head().getManager(), value, new Shape());
    }

    @Override
    public void addAccumulator(String key) {
        tallies.computeIfAbsent(key, k -> newTally());
    }

    @Override
    public void updateAccumulator(String key, NDList labels, NDList predictions) {
        add(List.of(tally(key)), labels, predictions);
    }

    @Override
    public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
        add(Arrays.stream(keys).map(this::tally).toList(), labels, predictions);
    }

    @Override
    public void resetAccumulator(String key) {
        if (tallies.replace(key, newTally()) == null) {
            throw unknown(key);
        }
    }

    @Override
    public float getAccumulator(String key) {
        T tally = tally(key);
        synchronized (tally) {
            return (float) value(tally);
        }
    }

    /**
     * What was gathered under a name.
     *
     * @param key the name, for example {@code EvaluatorTrainingListener.VALIDATE_EPOCH}
     * @return the tally
     * @throws IllegalArgumentException if no accumulator was added under that name
     */
    protected final T tally(String key) {
        T tally = tallies.get(key);
        if (tally == null) {
            throw unknown(key);
        }
        return tally;
    }

    private IllegalArgumentException unknown(String key) {
        return new IllegalArgumentException(
                getName()
                        + " has no accumulator '"
                        + key
                        + "': it has "
                        + new TreeSet<>(tallies.keySet())
                        + "; add it first");
    }

    private void add(List<T> into, NDList labels, NDList predictions) {
        NDArray prediction = predictions.head();
        try (NDManager scope = prediction.getManager().newSubManager()) {
            scope.tempAttachAll(prediction);
            LossInput in =
                    new LossInput(new NDList(labels.head()), prediction, activation, ignoreIndex);
            for (T tally : into) {
                // The trainer may hand in the batches of several devices at once.
                synchronized (tally) {
                    add(tally, in);
                }
            }
        }
    }

    /**
     * The options that all evaluators share.
     *
     * @param <B> the type of the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> {

        private Activation activation = Activation.AUTO;
        private Integer ignoreIndex;
        private String name;

        /**
         * Creates a builder with every option at its default.
         *
         * @param name the name of the evaluator
         */
        protected Builder(String name) {
            this.name = name;
        }

        /**
         * Sets what turns the network's output into probabilities.
         *
         * @param activation as for the losses; sigmoid for one channel and softmax for more if not
         *     set
         * @return this builder
         */
        public B optActivation(Activation activation) {
            this.activation = activation;
            return self();
        }

        /**
         * Sets the label whose voxels do not count.
         *
         * @param ignoreIndex a label value, usually 255
         * @return this builder
         */
        public B optIgnoreIndex(int ignoreIndex) {
            this.ignoreIndex = ignoreIndex;
            return self();
        }

        /**
         * Sets the name under which DJL reports the evaluator.
         *
         * @param name the name
         * @return this builder
         */
        public B optName(String name) {
            this.name = name;
            return self();
        }

        /**
         * This builder, by its own type.
         *
         * @return this
         */
        protected abstract B self();

        /**
         * Builds the evaluator.
         *
         * @return an evaluator
         * @throws IllegalArgumentException if an option has a value that is not allowed
         */
        public abstract SegmentationEvaluator<?> build();
    }
}
