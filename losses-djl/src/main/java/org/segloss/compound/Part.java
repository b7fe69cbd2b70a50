package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.evaluator.Evaluator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;

/**
 * A loss in a sum, as an evaluator that tells a trainer its value, not weighted.
 *
 * <p>It costs no evaluation of its own: whenever the accumulators of the sum are updated, it takes
 * the value that the sum has computed anyway. An accumulator that has got none yet is NaN.
 */
public final class Part extends Evaluator {

    /** What is being updated; DJL tells the loss, but not the evaluation that comes of it. */
    private static final ThreadLocal<String[]> UPDATED = new ThreadLocal<>();

    private final SegmentationLoss loss;
    private final Map<String, Mean> means = new ConcurrentHashMap<>();

    private record Mean(double sum, long count) {

        Mean plus(Mean other) {
            return new Mean(sum + other.sum, count + other.count);
        }
    }

    private Part(String name, SegmentationLoss loss) {
        super(name);
        this.loss = loss;
    }

    /** The parts of a sum, named after it and their losses; a number tells equal names apart. */
    static List<Part> of(String sum, List<SegmentationLoss> losses) {
        Set<String> names = new HashSet<>();
        List<Part> parts = new ArrayList<>();
        for (SegmentationLoss loss : losses) {
            String name = loss.getName();
            for (int number = 2; !names.add(name); number++) {
                name = loss.getName() + "-" + number;
            }
            parts.add(new Part(sum + "." + name, loss));
        }
        return List.copyOf(parts);
    }

    /** Updates accumulators of a sum, and the same ones of every part that is evaluated for it. */
    static void update(String[] keys, Runnable sum) {
        UPDATED.set(keys);
        try {
            sum.run();
        } finally {
            UPDATED.remove();
        }
    }

    /** The value within a sum. */
    NDArray evaluate(LossInput in) {
        NDArray value = requireOneNumber(loss, loss.evaluate(in));
        String[] keys = UPDATED.get();
        if (keys != null) {
            Mean one = new Mean(value.getFloat(), 1);
            for (String key : keys) {
                means.merge(key, one, Mean::plus);
            }
        }
        return value;
    }

    static NDArray requireOneNumber(SegmentationLoss loss, NDArray value) {
        if (value.size() != 1) {
            throw new IllegalArgumentException(
                    loss.getName()
                            + " gives "
                            + value.getShape()
                            + " with reduction none: the parts of a sum give one number; set mean or"
                            + " sum");
        }
        return value;
    }

    /**
     * Evaluates the loss alone, with its own activation and ignored label.
     *
     * @param labels the labels
     * @param predictions the predictions
     * @return its value
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        return loss.evaluate(labels, predictions);
    }

    @Override
    public void addAccumulator(String key) {
        resetAccumulator(key);
    }

    /** Does nothing: the update of the sum is the update of its parts. */
    @Override
    public void updateAccumulator(String key, NDList labels, NDList predictions) {}

    @Override
    public void resetAccumulator(String key) {
        means.remove(key);
    }

    @Override
    public float getAccumulator(String key) {
        Mean mean = means.get(key);
        return mean == null ? Float.NaN : (float) (mean.sum / mean.count);
    }
}
