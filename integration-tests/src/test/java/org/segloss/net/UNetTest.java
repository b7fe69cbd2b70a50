package org.segloss.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.demo.net.UNet;
import org.segloss.demo.net.UNetConfig;
import org.segloss.demo.net.Weights;

/** The U-Net is one network, whichever engine runs it. */
class UNetTest {

    private static final int STEPS = 10;

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#configs")
    void aSeedGivesTheSameWeightsOnEveryEngine(UNetConfig config) {
        try (NDManager pyTorch = Networks.manager("PyTorch");
                NDManager mxNet = Networks.manager("MXNet")) {
            Map<String, float[]> expected = weights(Networks.seeded(config, pyTorch));
            Map<String, float[]> actual = weights(Networks.seeded(config, mxNet));
            assertEquals(
                    expected.keySet().stream().toList(),
                    actual.keySet().stream().toList(),
                    "names");
            expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
        }
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#engines")
    void weightsFollowTheSeedAndTheHeDistribution(String engine) {
        UNetConfig config = new UNetConfig(2, 2, 16, 3, 2);
        try (NDManager manager = Networks.manager(engine)) {
            UNet other = new UNet(config);
            Weights.seed(other, manager, Networks.SEED + 1);
            float[] values = deepestKernel(Networks.seeded(config, manager));
            assertFalse(Arrays.equals(values, deepestKernel(other)), "the seed is ignored");
            double meanSquare = 0;
            for (float value : values) {
                meanSquare += value * value / values.length;
            }
            int inputsOfAUnit = 32 * 3 * 3;
            assertEquals(2.0 / inputsOfAUnit, meanSquare, 0.05 * 2.0 / inputsOfAUnit);
        }
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#configs")
    void logitsAndGradientsAgreeAcrossEngines(UNetConfig config) {
        Map<String, float[]> expected = logitsAndGradients("PyTorch", config);
        Map<String, float[]> actual = logitsAndGradients("MXNet", config);
        Networks.assertClose(expected.get("logits"), actual.get("logits"), 1e-4, "logits");
        expected.forEach(
                (name, values) -> Networks.assertClose(values, actual.get(name), 1e-3, name));
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#configs")
    void tenStepsOfTrainingAgreeAcrossEngines(UNetConfig config) {
        double[] expected = train("PyTorch", config);
        double[] actual = train("MXNet", config);
        assertTrue(expected[STEPS - 1] < 0.9 * expected[0], "it does not learn");
        for (int step = 0; step < STEPS; step++) {
            assertEquals(expected[step], actual[step], 1e-3 * expected[step], "step " + step);
        }
    }

    @ParameterizedTest
    @MethodSource("enginesAndConfigs")
    void predictionDoesWhatTrainingDid(String engine, UNetConfig config) {
        float[] trained = logitsAndGradients(engine, config).get("logits");
        try (NDManager manager = Networks.manager(engine)) {
            NDArray input = Networks.gaussian(manager, Networks.inputShape(config), 1);
            NDArray predicted = Networks.forward(Networks.seeded(config, manager), input, false);
            Networks.assertClose(trained, predicted.toFloatArray(), 1e-4, "logits");
        }
    }

    static Stream<Arguments> enginesAndConfigs() {
        return Networks.engines()
                .flatMap(engine -> Networks.configs().map(config -> Arguments.of(engine, config)));
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#engines")
    void anImageDoesNotDependOnItsNeighbours(String engine) {
        UNetConfig config = new UNetConfig(2, 3, 4, 3, 4);
        try (NDManager manager = Networks.manager(engine)) {
            UNet network = Networks.seeded(config, manager);
            NDArray batch = Networks.gaussian(manager, Networks.inputShape(config), 1);
            NDArray both = Networks.forward(network, batch, false);
            NDArray second = Networks.forward(network, batch.get("1:2"), false);
            Networks.assertClose(
                    second.toFloatArray(), both.get("1:2").toFloatArray(), 1e-5, "logits");
        }
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#engines")
    void theWeightsManagerDoesNotGrow(String engine) {
        UNetConfig config = new UNetConfig(2, 3, 4, 3, 4);
        try (NDManager manager = Networks.manager(engine)) {
            UNet network = Networks.seeded(config, manager);
            int before = manager.getManagedArrays().size();
            try (NDManager step = manager.newSubManager()) {
                NDArray input = Networks.gaussian(step, Networks.inputShape(config), 1);
                Networks.forward(network, input, false);
                try (GradientCollector collector =
                        Engine.getEngine(engine).newGradientCollector()) {
                    collector.backward(Networks.forward(network, input, true).sum());
                }
            }
            assertEquals(before, manager.getManagedArrays().size());
        }
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#engines")
    void anInputThatCannotBeHalvedIsRefused(String engine) {
        UNetConfig config = new UNetConfig(2, 3, 4, 3, 4);
        try (NDManager manager = Networks.manager(engine)) {
            UNet network = Networks.seeded(config, manager);
            NDArray input = manager.zeros(new Shape(1, 3, 16, 22));
            Exception refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Networks.forward(network, input, false));
            assertTrue(refused.getMessage().contains("[16, 22]"), refused.getMessage());
            assertTrue(refused.getMessage().contains("multiples of 4"), refused.getMessage());
        }
    }

    private static Map<String, float[]> weights(UNet network) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        network.getParameters()
                .forEach(p -> weights.put(p.getKey(), p.getValue().getArray().toFloatArray()));
        return weights;
    }

    private static float[] deepestKernel(UNet network) {
        return network.getParameters().values().stream()
                .map(Parameter::getArray)
                .filter(array -> array.getShape().equals(new Shape(32, 32, 3, 3)))
                .findFirst()
                .orElseThrow()
                .toFloatArray();
    }

    private static Map<String, float[]> logitsAndGradients(String engine, UNetConfig config) {
        Map<String, float[]> results = new LinkedHashMap<>();
        try (NDManager manager = Networks.manager(engine)) {
            UNet network = Networks.seeded(config, manager);
            NDArray input = Networks.gaussian(manager, Networks.inputShape(config), 1);
            NDArray target = target(manager, network, input);
            try (GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
                NDArray logits = Networks.forward(network, input, true);
                collector.backward(logits.sub(target).square().mean());
                results.put("logits", logits.toFloatArray());
            }
            network.getParameters()
                    .forEach(
                            p ->
                                    results.put(
                                            p.getKey(),
                                            p.getValue().getArray().getGradient().toFloatArray()));
        }
        return results;
    }

    private static double[] train(String engine, UNetConfig config) {
        Networks.assumePresent(engine);
        double[] losses = new double[STEPS];
        try (Model model = Model.newInstance("unet", Device.cpu(), engine)) {
            NDManager manager = model.getNDManager();
            UNet network = Networks.seeded(config, manager);
            model.setBlock(network);
            NDArray input = Networks.gaussian(manager, Networks.inputShape(config), 1);
            NDArray target = target(manager, network, input);
            try (Trainer trainer =
                    model.newTrainer(
                            new DefaultTrainingConfig(Loss.l2Loss())
                                    .optDevices(new Device[] {Device.cpu()})
                                    .optOptimizer(
                                            Optimizer.adam()
                                                    .optLearningRateTracker(Tracker.fixed(5e-3f))
                                                    .build()))) {
                trainer.initialize(input.getShape());
                for (int step = 0; step < STEPS; step++) {
                    try (GradientCollector collector = trainer.newGradientCollector()) {
                        NDList logits = trainer.forward(new NDList(input));
                        NDArray loss = trainer.getLoss().evaluate(new NDList(target), logits);
                        collector.backward(loss);
                        losses[step] = loss.getFloat();
                    }
                    trainer.step();
                }
            }
        }
        return losses;
    }

    private static NDArray target(NDManager manager, UNet network, NDArray input) {
        Shape shape = network.getOutputShapes(new Shape[] {input.getShape()})[0];
        return Networks.gaussian(manager, shape, 2);
    }
}
