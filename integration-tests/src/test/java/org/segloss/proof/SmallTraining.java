package org.segloss.proof;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.StackBatchifier;
import java.util.stream.Stream;
import org.segloss.SegmentationLoss;

/** A DJL trainer of a small network on one batch. */
final class SmallTraining implements AutoCloseable {

    static final Sample SAMPLE = new Sample(new Shape(2, 3, 6, 5), LabelKind.INDEX);

    private final Metrics metrics = new Metrics();
    private final Loss loss;
    private final Model model;
    private final Trainer trainer;

    SmallTraining(Backend backend, Loss loss, float rate, TrainingListener... listeners) {
        this(backend, network(), loss, rate, Stream.empty(), listeners);
    }

    SmallTraining(
            Backend backend,
            Loss loss,
            float rate,
            Stream<? extends Evaluator> evaluators,
            TrainingListener... listeners) {
        this(backend, network(), loss, rate, evaluators, listeners);
    }

    SmallTraining(
            Backend backend, Block network, Loss loss, float rate, TrainingListener... listeners) {
        this(backend, network, loss, rate, Stream.empty(), listeners);
    }

    private SmallTraining(
            Backend backend,
            Block network,
            Loss loss,
            float rate,
            Stream<? extends Evaluator> evaluators,
            TrainingListener... listeners) {
        this.loss = loss;
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(loss)
                        .optDevices(new Device[] {backend.device()})
                        .optOptimizer(
                                Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build())
                        .addTrainingListeners(listeners);
        evaluators.forEach(config::addEvaluator);
        Engine.getEngine(backend.engine()).setRandomSeed(7);
        model = Model.newInstance("small", backend.device(), backend.engine());
        model.setBlock(network);
        trainer = model.newTrainer(config);
        trainer.setMetrics(metrics);
        trainer.initialize(SAMPLE.shape());
    }

    /**
     * Two layers: softmax makes the gradients of the last one sum up to 0, which DJL's trainer
     * takes for a missing backward pass.
     */
    private static Block network() {
        return new SequentialBlock()
                .add(layer(4))
                .add(Activation.reluBlock())
                .add(layer(SAMPLE.channels()));
    }

    static Conv2d layer(int filters) {
        return Conv2d.builder().setKernelShape(new Shape(1, 1)).setFilters(filters).build();
    }

    Metrics metrics() {
        return metrics;
    }

    float latest(String metric) {
        return metrics.latestMetric(metric).getValue().floatValue();
    }

    void train() {
        try (Batch batch = batch()) {
            EasyTrain.trainBatch(trainer, batch);
            trainer.step();
        }
    }

    void validate() {
        try (Batch batch = batch()) {
            EasyTrain.validateBatch(trainer, batch);
        }
    }

    NDList predict(NDManager manager) {
        NDList output = trainer.evaluate(new NDList(SAMPLE.prediction(manager, DataType.FLOAT32)));
        output.attach(manager);
        return output;
    }

    void endEpoch() {
        trainer.notifyListeners(listener -> listener.onEpoch(trainer));
    }

    private Batch batch() {
        NDManager manager = trainer.getManager().newSubManager();
        return new Batch(
                manager,
                new NDList(SAMPLE.prediction(manager, DataType.FLOAT32)),
                (loss instanceof SegmentationLoss own ? SAMPLE.with(own) : SAMPLE).labels(manager),
                SAMPLE.images(),
                new StackBatchifier(),
                new StackBatchifier(),
                0,
                0);
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
