package org.segloss.demo.sliding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.demo.data.Standardisation;
import org.segloss.demo.image.Slices;
import org.segloss.demo.image.Volume;
import org.segloss.demo.image.Window;

class SlidingWindowsTest {

    private static final Standardisation AS_IT_IS = new Standardisation(0, 1);

    /** Odd sizes, one axis smaller than the window. */
    private static final int[] SHAPE = {23, 7, 19};

    private static final int[] WINDOW = {8, 8, 8};

    private static Volume ramp(int channels, int... shape) {
        float[] values = new float[channels * Volume.sizeOf(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        float[] spacing = new float[shape.length];
        Arrays.fill(spacing, 1);
        return new Volume(channels, shape, spacing, values);
    }

    private static List<float[]> blend(
            Function<List<Volume>, float[]> network, int classes, Slices image, Tiling tiling) {
        List<float[]> slices = new ArrayList<>();
        new SlidingWindows(network, classes, tiling).blend(image, AS_IT_IS, WINDOW, slices::add);
        return slices;
    }

    /** A network that says what it sees. */
    private static float[] echo(List<Volume> windows) {
        float[] all = new float[windows.size() * windows.get(0).values().length];
        for (int i = 0; i < windows.size(); i++) {
            float[] values = windows.get(i).values();
            System.arraycopy(values, 0, all, i * values.length, values.length);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyVoxelComesBackToItsPlace(boolean gaussian) {
        // Two channels of the image are the logits of two classes.
        Volume image = ramp(2, SHAPE);
        List<float[]> slices =
                blend(SlidingWindowsTest::echo, 2, image, new Tiling(0.5f, gaussian));
        assertEquals(SHAPE[0], slices.size());
        for (int z = 0; z < SHAPE[0]; z++) {
            assertArrayEquals(image.slice(z).values(), slices.get(z), 1e-2f, "slice " + z);
        }
    }

    @Test
    void theBlendOfAConstantIsTheConstant() {
        List<float[]> slices =
                blend(
                        windows -> {
                            float[] logits = new float[windows.size() * 512];
                            Arrays.fill(logits, 3);
                            return logits;
                        },
                        1,
                        ramp(1, SHAPE),
                        new Tiling(0.7f, true));
        for (float[] slice : slices) {
            float[] expected = new float[7 * 19];
            Arrays.fill(expected, 3);
            assertArrayEquals(expected, slice, 1e-5f);
        }
    }

    @Test
    void oneWindowIsTheNetworkItself() {
        Volume image = ramp(1, 5, 8, 7);
        Volume padded = Window.centred(image.shape(), WINDOW).of(image);
        AtomicInteger calls = new AtomicInteger();
        List<float[]> slices =
                blend(
                        windows -> {
                            calls.incrementAndGet();
                            assertArrayEquals(padded.values(), windows.get(0).values());
                            return echo(windows);
                        },
                        1,
                        image,
                        Tiling.USUAL);
        assertEquals(1, calls.get());
        for (int z = 0; z < 5; z++) {
            assertArrayEquals(image.slice(z).values(), slices.get(z), "not a bit differs");
        }
    }

    @Test
    void noMoreSlicesAreReadThanWindowsNeed() {
        Volume image = ramp(1, 40, 8, 8);
        AtomicInteger read = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        Slices counted = new CountedSlices(image, read);
        new SlidingWindows(
                        windows -> {
                            int held = read.get() - written.get();
                            assertTrue(held <= WINDOW[0], held + " slices in memory");
                            return echo(windows);
                        },
                        1,
                        Tiling.USUAL)
                .blend(counted, AS_IT_IS, WINDOW, slice -> written.incrementAndGet());
        assertEquals(40, read.get());
        assertEquals(40, written.get());
    }

    /** Slices that are counted as they are read. */
    private record CountedSlices(Volume image, AtomicInteger read) implements Slices {

        @Override
        public int channels() {
            return image.channels();
        }

        @Override
        public int[] shape() {
            return image.shape();
        }

        @Override
        public float[] spacing() {
            return image.spacing();
        }

        @Override
        public Reader open() {
            Reader reader = image.open();
            return new Reader() {
                @Override
                public float[] next() {
                    read.incrementAndGet();
                    return reader.next();
                }

                @Override
                public void close() {
                    reader.close();
                }
            };
        }
    }
}
