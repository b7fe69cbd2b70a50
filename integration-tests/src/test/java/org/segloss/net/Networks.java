package org.segloss.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.segloss.demo.net.UNet;
import org.segloss.demo.net.UNetConfig;
import org.segloss.demo.net.Weights;

/** What the tests of the U-Net share: engines by name, small networks, fixed inputs. */
final class Networks {

    static final long SEED = 7;

    private Networks() {}

    static Stream<String> engines() {
        return Stream.of("PyTorch", "MXNet");
    }

    /** Odd corners on purpose: a batch, several channels, axes of different lengths. */
    static Stream<UNetConfig> configs() {
        return Stream.of(new UNetConfig(2, 3, 4, 3, 4), new UNetConfig(3, 2, 4, 2, 3));
    }

    static Shape inputShape(UNetConfig config) {
        Shape head = new Shape(2, config.inChannels());
        return config.dimensions() == 2 ? head.addAll(new Shape(16, 24)) : head.add(8, 4, 6);
    }

    static NDManager manager(String engine) {
        assumePresent(engine);
        return NDManager.newBaseManager(Device.cpu(), engine);
    }

    static void assumePresent(String engine) {
        assumeTrue(
                Engine.hasEngine(engine),
                engine + " is not on the class path: no native jar for this platform");
    }

    static UNet seeded(UNetConfig config, NDManager manager) {
        UNet network = new UNet(config);
        Weights.seed(network, manager, SEED);
        return network;
    }

    static NDArray gaussian(NDManager manager, Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, shape);
    }

    static NDArray forward(UNet network, NDArray input, boolean training) {
        ParameterStore store = new ParameterStore(input.getManager(), false);
        return network.forward(store, new NDList(input), training).singletonOrThrow();
    }

    /** Every difference at most {@code tolerance} of the largest expected magnitude. */
    static void assertClose(float[] expected, float[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what);
        double largest =
                IntStream.range(0, expected.length)
                        .mapToDouble(i -> Math.abs(expected[i]))
                        .max()
                        .orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * largest, what + " at " + i);
        }
    }
}
