package org.segloss.demo.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.demo.data.Standardisation;

class NiftiFileTest {

    @TempDir private Path folder;

    private static Nifti ramp() {
        float[] values = new float[4 * 3 * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return Nifti.of(new Volume(1, new int[] {4, 3, 2}, new float[] {3, 1, 2}, values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.nii", "a.nii.gz"})
    void slicesAreThoseOfTheWhole(String name) {
        Path file = folder.resolve(name);
        ramp().write(file, NiftiType.INT16, ByteOrder.BIG_ENDIAN);
        NiftiFile source = NiftiFile.of(file);
        for (int pass = 0; pass < 2; pass++) {
            try (Slices.Reader reader = source.open()) {
                for (int z = 0; z < 4; z++) {
                    assertArrayEquals(ramp().volume().slice(z).values(), reader.next());
                }
            }
        }
        assertArrayEquals(ramp().volume().values(), Volume.of(source).values());
        assertEquals(Standardisation.of(ramp().volume().values()), Standardisation.of(source));
    }

    @Test
    void scalingAppliesToSlices() throws IOException {
        Path file = folder.resolve("scaled.nii");
        ramp().write(file, NiftiType.UINT8);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(112, 0.5f).putFloat(116, 9);
        Files.write(file, bytes);
        try (Slices.Reader reader = NiftiFile.of(file).open()) {
            assertArrayEquals(new float[] {9, 9.5f, 10, 10.5f, 11, 11.5f}, reader.next());
        }
    }

    @Test
    void aMaskThatIsNotCompleteIsNotThere() {
        Path file = folder.resolve("image.nii");
        ramp().write(file, NiftiType.UINT8);
        Path mask = folder.resolve("mask.nii.gz");
        assertThrows(
                IllegalStateException.class,
                () ->
                        NiftiFile.of(file)
                                .writeMask(
                                        mask,
                                        out -> {
                                            out.accept(new int[6]);
                                            throw new IllegalStateException("stopped");
                                        }));
        assertEquals(1, folder.toFile().list().length, "neither the mask nor a part of it");
    }

    @Test
    void aPlainFileThatIsCutShortIsRefusedBeforeItIsRead() throws IOException {
        Path file = folder.resolve("image.nii");
        ramp().write(file, NiftiType.UINT8);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 370));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> NiftiFile.of(file));
        assertTrue(e.getMessage().contains("18 bytes of voxels, expected 24"), e.getMessage());
    }

    @Test
    void aCompressedFileThatIsCutShortLeavesNoMask() throws IOException {
        Path file = folder.resolve("image.nii.gz");
        ramp().write(file, NiftiType.FLOAT32);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 12));
        Path mask = folder.resolve("mask.nii");
        NiftiFile source = NiftiFile.of(file);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                source.writeMask(
                                        mask,
                                        out -> {
                                            try (Slices.Reader reader = source.open()) {
                                                for (int z = 0; z < 4; z++) {
                                                    out.accept(new int[reader.next().length]);
                                                }
                                            }
                                        }));
        assertTrue(e.getMessage().contains("cut short or damaged"), e.getMessage());
        assertFalse(Files.exists(mask));
    }
}
