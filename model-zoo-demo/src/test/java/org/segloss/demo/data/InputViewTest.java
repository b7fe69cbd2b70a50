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
    void aWindowHasTheSizeOfThePatchesOrOfTheWholeImage() {
        assertArrayEquals(new int[] {16, 32}, new WholeImage(2).window(new int[] {5, 20}));
        PatchView patches = new PatchView(new int[] {8, 16}, 0.5f, 1);
        assertArrayEquals(new int[] {8, 16}, patches.window(new int[] {5, 20}));
    }

    @Test
    void isTheSameAfterJson() throws JsonProcessingException {
        BrainView view = brain(1, false);
        BrainView again = (BrainView) again(view);
        List<Volume> expected = view.inputs(ramp(HEAD));
        List<Volume> actual = again.inputs(ramp(HEAD));
        assertEquals(expected.size(), actual.size());
        assertArrayEquals(expected.get(7).values(), actual.get(7).values());
    }

    @Test
    void patchesAreTheSameAfterJson() throws JsonProcessingException {
        PatchView again = (PatchView) again(new PatchView(new int[] {8, 16, 24}, 0.25f, 3));
        assertArrayEquals(new int[] {8, 16, 24}, again.patch());
        assertEquals(0.25f, again.foreground());
        assertEquals(3, again.perVolume());
    }

    private static InputView again(InputView view) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        return json.readValue(
                json.writerFor(InputView.class).writeValueAsString(view), InputView.class);
    }
}
