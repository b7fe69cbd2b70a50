package org.segloss.demo.compare;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.stream.Stream;
import org.segloss.SegmentationLoss;
import org.segloss.tensor.EngineMemory;

/** One engine on the CPU with the tensors that go through losses. */
public final class Bench implements AutoCloseable {

    private static final int WARM_UP = 2;

    private final String engine;
    private final int repetitions;
    private final NDManager manager;
    private NDManager owner;
    private float[] logits;
    private Shape shape;
    private NDArray labels;
    private NDList furtherArrays;

    /**
     * Starts an engine.
     *
     * @param engine its name
     * @param repetitions how often a pass is timed
     */
    public Bench(String engine, int repetitions) {
        this.engine = engine;
        this.repetitions = repetitions;
        manager = NDManager.newBaseManager(Device.cpu(), engine);
        owner = manager.newSubManager();
    }

    /**
     * The engine's name.
     *
     * @return its name
     */
    public String engine() {
        return engine;
    }

    /**
     * Puts tensors in the place of those before.
     *
     * @param tensors what goes through the losses from now on
     * @throws IllegalArgumentException if they cannot be read
     */
    public void load(Tensors tensors) {
        owner.close();
        owner = manager.newSubManager();
        NDList arrays = tensors.load(owner);
        NDArray output = arrays.get(Tensors.LOGITS);
        shape = output.getShape();
        logits = output.toType(DataType.FLOAT32, false).toFloatArray();
        labels = arrays.get(Tensors.LABELS);
        furtherArrays = arrays;
        furtherArrays.remove(output);
        furtherArrays.remove(labels);
    }

    /**
     * Sends the tensors through a loss, forward and backward.
     *
     * @param loss the loss; label arrays that it does not know are kept from it
     * @return what came out
     * @throws IllegalArgumentException if the loss refuses the tensors
     */
    public Pass run(SegmentationLoss loss) {
        for (int i = 0; i < WARM_UP; i++) {
            pass(loss);
        }
        Pass[] passes = Stream.generate(() -> pass(loss)).limit(repetitions).toArray(Pass[]::new);
        double[] times = Arrays.stream(passes).mapToDouble(Pass::milliseconds).sorted().toArray();
        return new Pass(passes[0].value(), passes[0].gradient(), times[times.length / 2]);
    }

    /**
     * Sends the tensors through a loss once, without a warm-up: for those who want the numbers and
     * no time.
     *
     * @param loss the loss; label arrays that it does not know are kept from it
     * @return what came out
     * @throws IllegalArgumentException if the loss refuses the tensors
     */
    public Pass pass(SegmentationLoss loss) {
        NDList labelList = new NDList(labels);
        furtherArrays.stream()
                .filter(array -> loss.labelArrays().contains(array.getName()))
                .forEach(labelList::add);
        // Fresh arrays every time: PyTorch adds a second gradient to the first.
        try (NDManager scope = manager.newSubManager()) {
            NDArray predictions = EngineMemory.create(scope, logits, shape);
            predictions.setRequiresGradient(true);
            long start = System.nanoTime();
            float value;
            try (GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
                NDArray result = loss.evaluate(labelList, new NDList(predictions));
                NDArray scalar = result.size() == 1 ? result : result.sum();
                collector.backward(scalar);
                value = scalar.getFloat();
            }
            // MXNet computes in the background: the pass ends when the numbers are there.
            float[] gradient = predictions.getGradient().toFloatArray();
            return new Pass(value, gradient, (System.nanoTime() - start) / 1e6);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
