package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;

/** No reference code's numbers are at hand: the formula of the paper in plain Java instead. */
class UncertaintyWeightedLossTest {

    private static final double ALPHA = 3;

    @TestFactory
    Stream<DynamicTest> theMeanOfTheWeightedCrossEntropy() {
        return check(
                new Sample(
                        new Shape(2, 3, 5, 4),
                        LabelKind.INDEX,
                        true,
                        false,
                        Set.of("uncertainty_map")));
    }

    @TestFactory
    Stream<DynamicTest> theMeanOverSeparateChannels() {
        return check(
                new Sample(
                        new Shape(2, 3, 5, 4),
                        LabelKind.MULTI_LABEL,
                        true,
                        false,
                        Set.of("uncertainty_map")));
    }

    private static Stream<DynamicTest> check(Sample sample) {
        boolean separate = sample.kind() == LabelKind.MULTI_LABEL;
        LossSpec spec =
                new LossSpec(
                        "uncertainty-weighted",
                        Map.of(
                                "alpha",
                                ALPHA,
                                "ignoreIndex",
                                Sample.IGNORED,
                                "activation",
                                separate ? "sigmoid" : "softmax"));
        return Backend.present().stream()
                .map(
                        backend ->
                                dynamicTest(
                                        backend.toString(),
                                        () -> {
                                            try (NDManager manager = backend.newManager()) {
                                                NDList labels = sample.labels(manager);
                                                double[] map = Evaluation.doubles(labels.get(1));
                                                Evaluation actual =
                                                        Evaluation.of(
                                                                Losses.create(spec),
                                                                labels,
                                                                sample.prediction(
                                                                        manager, DataType.FLOAT64));
                                                double expected =
                                                        separate
                                                                ? ofChannels(sample, map)
                                                                : ofClasses(sample, map);
                                                // The factors are in single precision.
                                                assertEquals(
                                                        expected,
                                                        actual.value()[0],
                                                        1e-6 * expected);
                                            }
                                        }));
    }

    private static double ofClasses(Sample sample, double[] uncertainty) {
        double[] logits = sample.predictions();
        int[] classes = sample.classes();
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] != Sample.IGNORED) {
                int n = i / sample.voxels();
                int v = i % sample.voxels();
                double exponentials = 0;
                for (int c = 0; c < sample.channels(); c++) {
                    exponentials += Math.exp(logits[sample.at(n, c, v)]);
                }
                double logit = logits[sample.at(n, classes[i], v)];
                sum += Math.pow(1 + uncertainty[i], ALPHA) * (Math.log(exponentials) - logit);
                counted++;
            }
        }
        return sum / counted;
    }

    private static double ofChannels(Sample sample, double[] uncertainty) {
        double[] logits = sample.predictions();
        float[] maps = sample.maps();
        double sum = 0;
        int counted = 0;
        for (int k = 0; k < logits.length; k++) {
            if (maps[k] != Sample.IGNORED) {
                int n = k / sample.channels() / sample.voxels();
                double sigma = uncertainty[n * sample.voxels() + k % sample.voxels()];
                double sign = maps[k] == 1 ? 1 : -1;
                sum += Math.pow(1 + sigma, ALPHA) * Math.log1p(Math.exp(-sign * logits[k]));
                counted++;
            }
        }
        return sum / counted;
    }
}
