package org.segloss.demo.train;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;
import org.segloss.boundary.LevelSetLoss;
import org.segloss.demo.data.Augmentation;
import org.segloss.demo.data.PatchSampler;
import org.segloss.demo.data.PatchView;
import org.segloss.demo.data.Sample;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.net.UNet;
import org.segloss.demo.net.UNetConfig;
import org.segloss.demo.net.Weights;
import org.segloss.demo.sliding.Tiling;
import org.segloss.distribution.UncertaintyWeightedLoss;
import org.segloss.metric.CalibrationError;

/**
 * One training of a U-Net with one loss on one engine.
 *
 * <p>First weights, the order of the samples, their patches and augmentation are drawn in Java from
 * the seed, so that every engine sees the very same numbers and only its own rounding differs. A
 * loss that needs an uncertainty map gets that of the network itself, made anew in every step; one
 * that needs the image gets the network's input.
 */
public final class Training {

    /** After so many steps the rounding of the engines still has not grown to be seen. */
    public static final int FIRST_STEPS = 10;

    // Of intensities with deviation 1, so a tenth is visible and harmless.
    private static final Augmentation AUGMENTATION = new Augmentation(3, 0.1f, 0.1f, 0.05f);

    // A patch lies anywhere already.
    private static final Augmentation PATCH_AUGMENTATION = new Augmentation(0, 0.1f, 0.1f, 0.05f);

    // With the usual 1e-8, a gradient that is all rounding makes a full step, in any direction.
    private static final float ADAM_EPSILON = 1e-4f;

    // Adam's first steps are as long as any, but go by the noise of a few batches, and by the
    // rounding of the engine: at full length the engines part before the tenth.
    private static final int RISING_STEPS = 50;

    private final SegmentationData data;
    private final TrainingSpec spec;
    private final TrainingListener listener;
    private final SegmentationLoss loss;
    private final LossParts parts;
    private final Random random;
    private final Optional<PatchSampler> patches;

    private Training(SegmentationData data, TrainingSpec spec, TrainingListener listener) {
        this.data = data;
        this.spec = spec;
        this.listener = listener;
        loss = Losses.create(spec.loss());
        parts = new LossParts(loss);
        random = new Random(spec.seed());
        patches =
                data.view() instanceof PatchView view
                        ? Optional.of(new PatchSampler(view))
                        : Optional.empty();
    }

    /**
     * Trains.
     *
     * @param data what to train and to validate on
     * @param spec how
     * @param listener who hears of it
     * @return the curves and the predictions at the end
     * @throws IllegalStateException if the loss is no longer a finite number
     */
    public static TrainingResult run(
            SegmentationData data, TrainingSpec spec, TrainingListener listener) {
        return new Training(data, spec, listener).run();
    }

    /**
     * The network that a data set asks for.
     *
     * @param data the data
     * @param spec depth and width
     * @return its size
     * @throws IllegalArgumentException if no network of that depth and width takes the samples, or
     *     patches of them
     */
    public static UNetConfig network(SegmentationData data, TrainingSpec spec) {
        Sample first = data.train().get(0);
        int[] shape = data.view() instanceof PatchView view ? view.patch() : first.shape();
        UNetConfig network =
                new UNetConfig(
                        shape.length,
                        spec.depth(),
                        spec.width(),
                        first.channels(),
                        data.classNames().size());
        network.requireInput(Batch.imageShape(1, first.channels(), shape));
        return network;
    }

    private TrainingResult run() {
        try (Model model = Model.newInstance("segloss", Device.cpu(), spec.engine())) {
            UNet network = new UNet(network(data, spec));
            model.setBlock(network);
            // Before the trainer exists: MXNet's keeps a copy of the weights that it finds.
            Weights.seed(network, model.getNDManager(), spec.seed());
            try (Trainer trainer = model.newTrainer(config())) {
                return run(trainer, network);
            }
        }
    }

    private DefaultTrainingConfig config() {
        Tracker falling =
                Tracker.cosine()
                        .setBaseValue(spec.learningRate())
                        .optFinalValue(0)
                        .setMaxUpdates(Math.max(1, totalSteps() - RISING_STEPS))
                        .build();
        Tracker rate =
                Tracker.warmUp().optWarmUpSteps(RISING_STEPS).setMainTracker(falling).build();
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(loss)
                        .optDevices(new Device[] {Device.cpu()})
                        .optOptimizer(
                                Optimizer.adam()
                                        .optLearningRateTracker(rate)
                                        .optEpsilon(ADAM_EPSILON)
                                        .build());
        parts.addTo(config);
        return config;
    }

    private TrainingResult run(Trainer trainer, UNet network) {
        Segmenter segmenter = new Segmenter(network, trainer.getManager(), spec.batchSize());
        List<Float> losses = new ArrayList<>();
        List<Epoch> epochs = new ArrayList<>();
        List<Mask> predictions = List.of();
        double best = Double.NEGATIVE_INFINITY;
        for (int number = 1; number <= spec.epochs(); number++) {
            long start = System.nanoTime();
            double sum = 0;
            parts.beginEpoch();
            for (List<Sample> batch : batches()) {
                float value = step(trainer, batch);
                losses.add(value);
                requireFinite(value, losses.size());
                sum += value;
                listener.step(losses.size(), totalSteps(), value);
            }
            predictions = validate(segmenter);
            DiceCounts counts = new DiceCounts(data.classNames());
            for (int i = 0; i < predictions.size(); i++) {
                counts.add(predictions.get(i).labels(), data.validation().get(i).labels());
            }
            double seconds = (System.nanoTime() - start) * 1e-9;
            Epoch epoch =
                    new Epoch(
                            number,
                            sum / stepsPerEpoch(),
                            counts.dice(),
                            ValidationMetrics.of(spec.metrics(), data, predictions),
                            parts.values(),
                            parts.weights(),
                            seconds);
            trainer.notifyListeners(heard -> heard.onEpoch(trainer));
            epochs.add(epoch);
            listener.epoch(epoch, epoch.meanDice() > best, network);
            best = Math.max(best, epoch.meanDice());
        }
        List<Float> first = losses.subList(0, Math.min(FIRST_STEPS, losses.size()));
        return new TrainingResult(
                List.copyOf(first),
                List.copyOf(epochs),
                predictions,
                calibration(segmenter, trainer.getManager()));
    }

    private List<Mask> validate(Segmenter segmenter) {
        List<Volume> images = data.validation().stream().map(Sample::volume).toList();
        if (patches.isEmpty()) {
            return segmenter.segment(images);
        }
        ImageSegmenter whole = new ImageSegmenter(segmenter, data.view(), Tiling.USUAL);
        return images.stream().map(whole::segment).toList();
    }

    private List<CalibrationError.Bin> calibration(Segmenter segmenter, NDManager manager) {
        Calibration calibration = new Calibration(manager);
        ImageSegmenter whole = new ImageSegmenter(segmenter, data.view(), Tiling.USUAL);
        for (Sample sample : data.validation()) {
            Calibration.Part image = calibration.image(sample.labels());
            Consumer<float[]> part = logits -> image.add(logits, segmenter.classes());
            if (patches.isEmpty()) {
                part.accept(segmenter.logits(List.of(sample.volume())));
            } else {
                whole.logits(sample.volume(), part);
            }
        }
        return calibration.bins();
    }

    private List<List<Sample>> batches() {
        List<Sample> order = new ArrayList<>();
        for (int i = 0; i < perVolume(); i++) {
            order.addAll(data.train());
        }
        Collections.shuffle(order, random);
        List<List<Sample>> batches = new ArrayList<>();
        for (int from = 0; from < order.size(); from += spec.batchSize()) {
            batches.add(order.subList(from, Math.min(from + spec.batchSize(), order.size())));
        }
        return batches;
    }

    private float step(Trainer trainer, List<Sample> batch) {
        List<Sample> samples = batch.stream().map(this::changed).toList();
        // Whatever a step makes goes with it; the weights belong to the model.
        try (NDManager scope = trainer.getManager().newSubManager()) {
            NDList input =
                    new NDList(Batch.images(scope, samples.stream().map(Sample::volume).toList()));
            NDList labels = new NDList(Batch.labels(scope, samples));
            if (loss.labelArrays().contains(LevelSetLoss.IMAGE)) {
                input.head().setName(LevelSetLoss.IMAGE);
                labels.add(input.head());
            }
            boolean uncertain =
                    loss.requiredLabelArrays().contains(UncertaintyWeightedLoss.UNCERTAINTY_MAP);
            float[] mirrored = uncertain ? Uncertainty.ofMirrorImages(trainer, input.head()) : null;
            NDList predictions;
            float value;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                predictions = trainer.forward(input);
                if (uncertain) {
                    labels.add(Uncertainty.map(predictions.head(), mirrored, labels.head()));
                }
                NDArray result = loss.evaluate(labels, predictions);
                collector.backward(result);
                value = result.getFloat();
            }
            trainer.step();
            parts.add(labels, predictions);
            return value;
        }
    }

    private Sample changed(Sample sample) {
        return patches.map(p -> PATCH_AUGMENTATION.apply(p.draw(sample, random), random))
                .orElseGet(() -> AUGMENTATION.apply(sample, random));
    }

    private void requireFinite(float value, int step) {
        if (!Float.isFinite(value)) {
            throw new IllegalStateException(
                    "the training diverged: the loss is "
                            + value
                            + " at step "
                            + step
                            + "; a smaller learning rate than "
                            + spec.learningRate()
                            + " may help, and on AMD processors of family 26"
                            + " ONEDNN_MAX_CPU_ISA=SSE41 in the environment (see README)");
        }
    }

    private int stepsPerEpoch() {
        int samples = data.train().size() * perVolume();
        return (samples + spec.batchSize() - 1) / spec.batchSize();
    }

    private int perVolume() {
        return data.view() instanceof PatchView view ? view.perVolume() : 1;
    }

    private int totalSteps() {
        return spec.epochs() * stepsPerEpoch();
    }
}
