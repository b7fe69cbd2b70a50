package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.metric.Metric;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.loss.Loss;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.compound.DiceCrossEntropy;
import org.segloss.compound.WeightedSumLoss;
import org.segloss.distribution.CrossEntropyLoss;
import org.segloss.region.DiceLoss;
import org.segloss.schedule.WeightSchedule;

/** Weights that change over a training, and what the trainer hears of the parts. */
class ScheduleTest {

    private static final Sample SAMPLE = SmallTraining.SAMPLE;

    private static final String DICE = "weighted-sum.dice";
    private static final String AGAIN = "weighted-sum.dice-2";

    private static WeightedSumLoss sum(String options) {
        return (WeightedSumLoss)
                Losses.create(
                        LossSpec.parse("{\"name\":\"weighted-sum\",\"options\":" + options + "}"));
    }

    private static WeightedSumLoss ramp() {
        return sum(
                "{\"losses\":[\"dice\",\"dice\"],\"weights\":[2,"
                        + "{\"type\":\"linear\",\"from\":0,\"to\":1,\"epochs\":4}]}");
    }

    private static Stream<DynamicTest> everywhere(Consumer<Backend> test) {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> test.accept(backend)));
    }

    @TestFactory
    Stream<DynamicTest> weightsFollowTheEpochsOfTheTrainer() {
        return everywhere(
                backend -> {
                    WeightedSumLoss loss = ramp();
                    try (SmallTraining training = training(backend, loss)) {
                        for (int epoch = 0; epoch < 6; epoch++) {
                            float weight = Math.min(1, epoch / 4f);
                            assertEquals(Map.of(DICE, 2f, AGAIN, weight), weights(loss));
                            training.train();
                            training.train();
                            training.validate();
                            training.endEpoch();
                            float dice = training.latest("train_epoch_" + DICE);
                            assertEquals(dice, training.latest("train_epoch_" + AGAIN));
                            assertEquals(weight, training.latest("weight_" + AGAIN));
                            assertEquals(
                                    (2 + weight) * dice,
                                    training.latest("train_epoch_weighted-sum"),
                                    1e-6);
                            assertEquals(
                                    (2 + weight) * training.latest("validate_epoch_" + DICE),
                                    training.latest("validate_epoch_weighted-sum"),
                                    1e-6);
                        }
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> metricsHoldThePartsBatchByBatch() {
        return everywhere(
                backend -> {
                    WeightedSumLoss loss =
                            DiceCrossEntropy.builder()
                                    .optWeightCrossEntropy(0.5f)
                                    .optName("sum")
                                    .build();
                    try (SmallTraining training = training(backend, loss);
                            NDManager manager = backend.newManager()) {
                        NDList first = training.predict(manager);
                        float dice = value(DiceLoss.builder().build(), manager, first);
                        float entropy = value(CrossEntropyLoss.builder().build(), manager, first);
                        for (int batch = 0; batch < 5; batch++) {
                            training.train();
                        }
                        List<Metric> all = training.metrics().getMetric("train_all_sum.dice");
                        assertEquals(5, all.size());
                        assertEquals(dice, all.get(0).getValue().floatValue(), 1e-6);
                        assertEquals(
                                entropy,
                                training.metrics()
                                        .getMetric("train_all_sum.cross-entropy")
                                        .get(0)
                                        .getValue()
                                        .floatValue(),
                                1e-6);
                        assertEquals(
                                all.stream()
                                        .mapToDouble(m -> m.getValue().doubleValue())
                                        .average()
                                        .orElseThrow(),
                                training.latest("train_progress_sum.dice"),
                                1e-6);
                        training.endEpoch();
                        assertTrue(
                                Float.isNaN(training.latest("validate_epoch_sum.dice")),
                                "there was no validation");
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> aTrainingBeginsAtItsStart() {
        return everywhere(
                backend -> {
                    WeightedSumLoss loss = ramp();
                    try (SmallTraining training = training(backend, loss)) {
                        training.endEpoch();
                        assertEquals(0.25f, weights(loss).get(AGAIN));
                        assertThrows(
                                IllegalStateException.class,
                                () -> training(backend, loss).close(),
                                "a second trainer would see the epochs of the first");
                        assertEquals(0.25f, weights(loss).get(AGAIN));
                    }
                    try (SmallTraining again = training(backend, loss)) {
                        assertEquals(0f, weights(loss).get(AGAIN));
                        again.endEpoch();
                    }
                    loss.listener().startAt(3);
                    try (SmallTraining resumed = training(backend, loss)) {
                        assertEquals(0.75f, weights(loss).get(AGAIN));
                        resumed.endEpoch();
                        assertEquals(1f, weights(loss).get(AGAIN));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> theOutermostSumSaysWhichEpochItIs() {
        return everywhere(
                backend -> {
                    WeightedSumLoss inner =
                            WeightedSumLoss.builder()
                                    .setLosses(DiceLoss.builder().build())
                                    .optWeights(epoch -> epoch + 1f)
                                    .build();
                    WeightedSumLoss outer =
                            WeightedSumLoss.builder()
                                    .setLosses(inner)
                                    .optWeights(WeightSchedule.constant(3))
                                    .build();
                    outer.listener().startAt(4);
                    try (NDManager manager = backend.newManager()) {
                        NDList prediction =
                                new NDList(SAMPLE.prediction(manager, DataType.FLOAT32));
                        assertEquals(
                                15 * value(DiceLoss.builder().build(), manager, prediction),
                                value(outer, manager, prediction),
                                1e-5);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> pairsTakeSchedules() {
        return everywhere(
                backend -> {
                    WeightedSumLoss loss =
                            DiceCrossEntropy.builder()
                                    .optWeightDice(WeightSchedule.linear(0, 1, 2, 0))
                                    .optWeightCrossEntropy(WeightSchedule.linear(0, 1, 2, 0).rest())
                                    .build();
                    try (NDManager manager = backend.newManager()) {
                        NDList prediction =
                                new NDList(SAMPLE.prediction(manager, DataType.FLOAT32));
                        float entropy =
                                value(CrossEntropyLoss.builder().build(), manager, prediction);
                        float dice = value(DiceLoss.builder().build(), manager, prediction);
                        assertEquals(entropy, value(loss, manager, prediction), 1e-6);
                        loss.listener().startAt(1);
                        assertEquals((entropy + dice) / 2, value(loss, manager, prediction), 1e-6);
                        loss.listener().startAt(2);
                        assertEquals(dice, value(loss, manager, prediction), 1e-6);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> homoscedasticPartsPullByTheirShare() {
        return everywhere(
                backend -> {
                    WeightedSumLoss loss =
                            sum("{\"losses\":[\"dice\",\"ce\"],\"homoscedastic\":true}");
                    assertEquals(Map.of(), weights(loss));
                    try (NDManager manager = backend.newManager()) {
                        NDArray prediction = SAMPLE.prediction(manager, DataType.FLOAT32);
                        NDList predictions = new NDList(prediction);
                        DiceLoss dice = DiceLoss.builder().build();
                        CrossEntropyLoss entropy = CrossEntropyLoss.builder().build();
                        float[] values = {
                            value(dice, manager, predictions), value(entropy, manager, predictions)
                        };
                        WeightedSumLoss weighted =
                                WeightedSumLoss.builder()
                                        .setLosses(dice, entropy)
                                        .optWeights(1 / values[0], 1 / values[1])
                                        .build();
                        NDList labels = SAMPLE.labels(manager);
                        Evaluation actual = Evaluation.of(loss, labels, prediction);
                        assertEquals(
                                2 + Math.log(values[0]) + Math.log(values[1]),
                                actual.value()[0],
                                1e-6);
                        Budget.ENGINES.checkGradient(
                                Evaluation.of(weighted, labels, prediction).gradient(),
                                actual.gradient(),
                                "a part over its value");
                    }
                });
    }

    private static Map<String, Float> weights(WeightedSumLoss loss) {
        return loss.listener().weights();
    }

    private static SmallTraining training(Backend backend, WeightedSumLoss loss) {
        return new SmallTraining(
                backend, loss, 0.1f, new EvaluatorTrainingListener(), loss.listener());
    }

    private static float value(Loss loss, NDManager manager, NDList predictions) {
        return loss.evaluate(SAMPLE.labels(manager), predictions).getFloat();
    }
}
