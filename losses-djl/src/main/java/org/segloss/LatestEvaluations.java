package org.segloss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The latest evaluations of a loss. DJL's trainer asks for each a second time, to add it to the
 * metrics: with the very arrays of the first, so that its result will do.
 */
final class LatestEvaluations {

    /** A batch has one on each device. */
    private static final int MOST = 16;

    private final Deque<Evaluation> latest = new ArrayDeque<>();
    private final ThreadLocal<Boolean> reusing = ThreadLocal.withInitial(() -> false);

    /** Arrays by what they are, not by what they hold; none is kept alive. */
    private record Evaluation(
            WeakReference<NDArray> labels,
            WeakReference<NDArray> predictions,
            WeakReference<NDArray> loss) {

        boolean of(NDList givenLabels, NDList givenPredictions) {
            return labels.refersTo(givenLabels.head())
                    && predictions.refersTo(givenPredictions.head());
        }
    }

    /** Does something in which evaluations may be those that were made before. */
    void reuse(Runnable work) {
        reusing.set(true);
        try {
            work.run();
        } finally {
            reusing.remove();
        }
    }

    synchronized void add(NDList labels, NDList predictions, NDArray loss) {
        latest.removeIf(evaluation -> evaluation.of(labels, predictions));
        latest.addFirst(
                new Evaluation(
                        new WeakReference<>(labels.head()),
                        new WeakReference<>(predictions.head()),
                        new WeakReference<>(loss)));
        if (latest.size() > MOST) {
            latest.removeLast();
        }
    }

    /** The loss of some arrays, if it may be used again and is still there; else null. */
    synchronized NDArray find(NDList labels, NDList predictions) {
        if (!reusing.get()) {
            return null;
        }
        return latest.stream()
                .filter(evaluation -> evaluation.of(labels, predictions))
                .map(evaluation -> evaluation.loss.get())
                .filter(loss -> loss != null && !loss.isReleased())
                .findFirst()
                .orElse(null);
    }
}
