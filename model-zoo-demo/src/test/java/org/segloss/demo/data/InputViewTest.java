package org.segloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.image.Window;

class InputViewTest {

    private static final int[] HEAD = {6, 8, 7};

    private static BrainView brain(int context, boolean volumetric) {
        Window box = new Window(new int[] {2, 1, 0}, new int[] {4, 3, 2});
        return new BrainView(HEAD, box, new Standardisation(10, 2), context, volumetric);
    }

    private static Volume ramp(int... shape) {
        float[] values = new float[Volume.sizeOf(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        float[] spacing = new float[shape.length];
        Arrays.fill(spacing, 1);
        return new Volume(1, shape, spacing, values);
    }

    /** An intensity names its voxel, so an input read as a mask says where it was taken from. */
    private static Mask whereFrom(Volume input) {
        int size = Volume.sizeOf(input.shape());
        int middle = input.channels() / 2 * size;
        int[] labels = new int[size];
        Arrays.setAll(labels, i -> Math.round(input.values()[middle + i] * 2 + 10));
        return new Mask(input.shape(), labels);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothSidesOfTheHeadComeBackToTheirPlaces(boolean volumetric) {
        BrainView view = brain(volumetric ? 0 : 1, volumetric);
        List<Volume> inputs = view.inputs(ramp(HEAD));
        assertEquals(volumetric ? 2 : 8, inputs.size());
        Mask mask = view.assemble(inputs.stream().map(InputViewTest::whereFrom).toList(), HEAD);
        for (int i = 0; i < mask.labels().length; i++) {
            int x = i % 7;
            int y = i / 7 % 8;
            int down = 5 - i / 56;
            boolean boxed = (x < 2 || x > 4) && y >= 2 && y < 6 && down >= 1 && down < 4;
            assertEquals(boxed ? i : 0, mask.labels()[i], "voxel " + i);
        }
    }

    @Test
    void neighbouringSlicesAreFurtherChannels() {
        List<Volume> alone = brain(0, false).inputs(ramp(HEAD));
        Volume second = brain(1, false).inputs(ramp(HEAD)).get(1);
        assertEquals(3, second.channels());
        for (int channel = 0; channel < 3; channel++) {
            assertArrayEquals(
                    alone.get(channel).values(),
                    Arrays.copyOfRange(second.values(), channel * 6, channel * 6 + 6));
        }
    }

    @Test
    void refusesAHeadOnAnotherGrid() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> brain(0, false).inputs(ramp(6, 8, 8)));
        assertTrue(e.getMessage().contains("[6, 8, 8]"), e.getMessage());
        assertTrue(e.getMessage().contains("[6, 8, 7]"), e.getMessage());
    }

    @Test
    void aWholeImageIsPaddedAndCroppedBack() {
        WholeImage view = new WholeImage(2);
        Volume input = view.inputs(ramp(5, 20)).get(0);
        assertArrayEquals(new int[] {16, 32}, input.shape());
        int[] labels = new int[16 * 32];
        Arrays.setAll(labels, i -> i);
        Mask mask = view.assemble(List.of(new Mask(input.shape(), labels)), new int[] {5, 20});
        // 11 rows of padding, 6 above; 12 columns, 6 on the left.
        assertEquals(6 * 32 + 6, mask.labels()[0]);
        assertEquals(10 * 32 + 25, mask.labels()[99]);
    }

    @Test
    void aVolumeGoesSliceBySliceThroughANetworkOfTwoAxes() {
        Volume volume = ramp(3, 16, 16);
        WholeImage view = new WholeImage(2);
        List<Volume> inputs = view.inputs(volume);
        assertEquals(3, inputs.size());
        // Each slice is on a scale of its own, as each training image was.
        assertArrayEquals(inputs.get(0).values(), inputs.get(2).values(), 1e-5f);
        List<Mask> masks =
                List.of(1, 2, 3).stream()
                        .map(
                                label -> {
                                    int[] labels = new int[256];
                                    Arrays.fill(labels, label);
                                    return new Mask(new int[] {16, 16}, labels);
                                })
                        .toList();
        Mask mask = view.assemble(masks, volume.shape());
        assertArrayEquals(volume.shape(), mask.shape());
        assertEquals(2, mask.labels()[256]);
    }

    @Test
    void refusesAnImageForANetworkOfVolumes() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new WholeImage(3).inputs(ramp(16, 16)));
        assertTrue(e.getMessage().contains("3 axes"), e.getMessage());
    }

    @Test
    void isTheSameAfterJson() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        InputView view = brain(1, false);
        InputView again =
                json.readValue(
                        json.writerFor(InputView.class).writeValueAsString(view), InputView.class);
        List<Volume> expected = view.inputs(ramp(HEAD));
        List<Volume> actual = again.inputs(ramp(HEAD));
        assertEquals(expected.size(), actual.size());
        assertArrayEquals(expected.get(7).values(), actual.get(7).values());
    }
}
