package org.segloss.demo.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.segloss.metric.CalibrationError;
import org.segloss.metric.CalibrationErrorEvaluator;
import org.segloss.tensor.EngineMemory;

/** How honest the probabilities of a network are, image by image. */
final class Calibration {

    private static final String KEY = "validation";

    private final NDManager manager;
    private final CalibrationErrorEvaluator evaluator = CalibrationErrorEvaluator.builder().build();

    Calibration(NDManager manager) {
        this.manager = manager;
        evaluator.addAccumulator(KEY);
    }

    /**
     * Adds an image whose logits come part by part.
     *
     * @param labels its classes
     * @return takes the logits {@code [classes, voxels]} of one part after another
     */
    Part image(int[] labels) {
        return new Part(labels);
    }

    /** The bins of a reliability diagram. */
    List<CalibrationError.Bin> bins() {
        return evaluator.bins(KEY);
    }

    /** The image that is being added. */
    final class Part {

        private final int[] labels;
        private int end;

        private Part(int[] labels) {
            this.labels = labels;
        }

        void add(float[] logits, int classes) {
            int voxels = logits.length / classes;
            int[] part = Arrays.copyOfRange(labels, end, end + voxels);
            end += voxels;
            try (NDManager scope = manager.newSubManager()) {
                evaluator.updateAccumulator(
                        KEY,
                        new NDList(EngineMemory.create(scope, part, new Shape(1, voxels))),
                        new NDList(
                                EngineMemory.create(scope, logits, new Shape(1, classes, voxels))));
            }
        }
    }
}
