package org.segloss.demo.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.segloss.demo.data.Sample;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.net.UNet;
import org.segloss.metric.CalibrationError;
import org.segloss.metric.CalibrationErrorEvaluator;

/** A network with weights, as a function from images to classes. */
public final class Segmenter {

    private static final String CALIBRATION = "validation";

    private final UNet network;
    private final NDManager manager;
    private final int batchSize;

    /**
     * Makes one.
     *
     * @param network a network with weights
     * @param manager a manager of the engine that holds them
     * @param batchSize how many images go through the network at once
     */
    public Segmenter(UNet network, NDManager manager, int batchSize) {
        this.network = network;
        this.manager = manager;
        this.batchSize = batchSize;
    }

    /**
     * Gives each voxel its likeliest class.
     *
     * @param images images of one shape
     * @return a mask for each
     */
    public List<Mask> segment(List<Volume> images) {
        List<Mask> masks = new ArrayList<>();
        for (int from = 0; from < images.size(); from += batchSize) {
            List<Volume> some = images.subList(from, Math.min(from + batchSize, images.size()));
            try (NDManager scope = manager.newSubManager()) {
                masks.addAll(likeliest(logits(scope, some)));
            }
        }
        return masks;
    }

    private NDArray logits(NDManager scope, List<Volume> images) {
        NDList input = new NDList(Batch.images(scope, images));
        return network.forward(new ParameterStore(scope, false), input, false).singletonOrThrow();
    }

    /**
     * Tells how honest the probabilities of the network are.
     *
     * @param samples images with their classes
     * @return the bins of a reliability diagram
     */
    List<CalibrationError.Bin> calibration(List<Sample> samples) {
        CalibrationErrorEvaluator evaluator = CalibrationErrorEvaluator.builder().build();
        evaluator.addAccumulator(CALIBRATION);
        for (Sample sample : samples) {
            try (NDManager scope = manager.newSubManager()) {
                NDList labels = new NDList(Batch.labels(scope, List.of(sample)));
                NDList logits = new NDList(logits(scope, List.of(sample.volume())));
                evaluator.updateAccumulator(CALIBRATION, labels, logits);
            }
        }
        return evaluator.bins(CALIBRATION);
    }

    /**
     * Decides for each voxel.
     *
     * @param logits what a network says, {@code (N, classes, *S)}
     * @return for each image the class with the largest logit, the first one of equals
     */
    public static List<Mask> likeliest(NDArray logits) {
        int classes = (int) logits.getShape().get(1);
        int[] shape =
                Arrays.stream(logits.getShape().slice(2).getShape())
                        .mapToInt(Math::toIntExact)
                        .toArray();
        float[] values = logits.toFloatArray();
        return IntStream.range(0, (int) logits.getShape().get(0))
                .mapToObj(image -> likeliest(values, image, classes, shape))
                .toList();
    }

    private static Mask likeliest(float[] logits, int image, int classes, int[] shape) {
        int size = Volume.sizeOf(shape);
        int start = image * classes * size;
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            for (int c = 1; c < classes; c++) {
                if (logits[start + c * size + i] > logits[start + labels[i] * size + i]) {
                    labels[i] = c;
                }
            }
        }
        return new Mask(shape, labels);
    }
}
