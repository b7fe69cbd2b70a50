package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.listener.EvaluatorTrainingListener;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;

/** The metrics of a trainer take the loss of a step from the step. */
class EvaluatedOnceTest {

    private static final String[] KEYS = {"train"};

    @TestFactory
    Stream<DynamicTest> aStepOfATrainerIsOneEvaluation() {
        return everywhere(
                backend -> {
                    Counting loss = new Counting();
                    try (SmallTraining training =
                            new SmallTraining(
                                    backend, loss, 0.01f, new EvaluatorTrainingListener())) {
                        training.train();
                        training.train();
                        assertEquals(2, loss.evaluations);
                        training.validate();
                        assertEquals(3, loss.evaluations);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> aLossThatIsGoneIsEvaluatedAgain() {
        return withArrays(
                (loss, labels, predictions) -> {
                    loss.evaluate(labels, predictions).close();
                    loss.updateAccumulators(KEYS, labels, predictions);
                    assertEquals(2, loss.evaluations);
                });
    }

    @TestFactory
    Stream<DynamicTest> otherArraysAreEvaluated() {
        return withArrays(
                (loss, labels, predictions) -> {
                    loss.evaluate(labels, predictions);
                    NDList others = new NDList(predictions.head().mul(2));
                    loss.updateAccumulators(KEYS, labels, others);
                    loss.updateAccumulators(KEYS, labels, predictions);
                    assertEquals(2, loss.evaluations);
                    assertEquals(
                            (loss.evaluate(labels, predictions).getFloat()
                                            + loss.evaluate(labels, others).getFloat())
                                    / 2,
                            loss.getAccumulator("train"),
                            1e-6);
                });
    }

    private interface OnArrays {
        void run(Counting loss, NDList labels, NDList predictions);
    }

    private static Stream<DynamicTest> withArrays(OnArrays test) {
        return everywhere(
                backend -> {
                    try (NDManager manager = backend.newManager()) {
                        Counting loss = new Counting();
                        loss.addAccumulator("train");
                        Sample sample = SmallTraining.SAMPLE;
                        NDArray predictions = sample.prediction(manager, DataType.FLOAT32);
                        test.run(loss, sample.labels(manager), new NDList(predictions));
                    }
                });
    }

    private static Stream<DynamicTest> everywhere(Consumer<Backend> test) {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> test.accept(backend)));
    }

    /** A loss that counts how often it is computed. */
    private static final class Counting extends SegmentationLoss {

        private int evaluations;

        Counting() {
            super(new Options());
        }

        @Override
        protected NDArray compute(LossInput in) {
            evaluations++;
            return in.crossEntropy().mean();
        }

        private static final class Options extends Builder<Options> {

            @Override
            protected Options self() {
                return this;
            }

            @Override
            public SegmentationLoss build() {
                return new Counting();
            }
        }
    }
}
