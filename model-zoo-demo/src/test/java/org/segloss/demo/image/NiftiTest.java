package org.segloss.demo.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NiftiTest {

    private static final Nifti.Orientation ORIENTATION =
            new Nifti.Orientation(
                    1,
                    4,
                    -1,
                    10,
                    new float[] {0.1f, 0.2f, 0.3f, 4, 5, 6},
                    new float[] {2, 0, 0, -90, 0, 1, 0, -125, 0, 0, 3, -71});

    @TempDir private Path folder;

    private static Stream<Arguments> typesAndOrders() {
        return Arrays.stream(NiftiType.values())
                .flatMap(
                        type ->
                                Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                                        .map(order -> Arguments.of(type, order)));
    }

    @ParameterizedTest
    @MethodSource("typesAndOrders")
    void everyTypeAndByteOrderComesBack(NiftiType type, ByteOrder order) {
        float large =
                switch (type) {
                    case UINT8 -> 255;
                    case INT16 -> -32768;
                    case UINT16 -> 65535;
                    case INT32 -> -16777216;
                    case FLOAT32, FLOAT64 -> -1.5e-20f;
                };
        Nifti nifti = ramp(large);
        for (String name : new String[] {"a.nii", "a.nii.gz"}) {
            Path file = folder.resolve(name);
            nifti.write(file, type, order);
            Nifti back = Nifti.read(file);
            assertArrayEquals(nifti.volume().values(), back.volume().values());
            assertArrayEquals(new int[] {4, 3, 2}, back.volume().shape());
            assertArrayEquals(new float[] {3, 1, 2}, back.volume().spacing());
            assertArrayEquals(ORIENTATION.affine(), back.orientation().affine());
            assertArrayEquals(ORIENTATION.quaternion(), back.orientation().quaternion());
            assertEquals(4, back.orientation().sformCode());
            assertEquals(-1, back.orientation().qfac());
        }
    }

    @Test
    void xIsFastestAndLast() throws IOException {
        Path file = write(b -> {});
        byte[] bytes = Files.readAllBytes(file);
        assertArrayEquals(
                new short[] {3, 2, 3, 4},
                new short[] {bytes[40], bytes[42], bytes[44], bytes[46]},
                "dim = axes, x, y, z");
        assertEquals(5, bytes[352 + 5], "the sixth voxel of the file");
        assertEquals(5, Nifti.read(file).volume().values()[(0 * 3 + 2) * 2 + 1], "z 0, y 2, x 1");
    }

    @Test
    void scalingApplies() throws IOException {
        Path file = write(b -> b.putFloat(112, 0.5f).putFloat(116, -10));
        assertEquals(-7.5f, Nifti.read(file).volume().values()[5]);
        Path off = write(b -> b.putFloat(112, 0).putFloat(116, -10));
        assertEquals(5, Nifti.read(off).volume().values()[5], "slope 0 means no scaling");
    }

    @Test
    void maskLiesWhereItsImageLies() {
        Nifti image = ramp(0);
        Path file = folder.resolve("mask.nii.gz");
        image.with(new Mask(new int[] {4, 3, 2}, new int[24])).write(file, NiftiType.UINT8);
        Nifti mask = Nifti.read(file);
        assertArrayEquals(ORIENTATION.affine(), mask.orientation().affine());
        assertArrayEquals(image.volume().spacing(), mask.volume().spacing());
    }

    private static Stream<Arguments> damages() {
        return Stream.of(
                damage("found a header of size 540, expected 348", b -> b.putInt(0, 540)),
                damage("magic \"ni1\"", b -> b.put(345, (byte) 'i')),
                damage("data type 128", b -> b.putShort(70, (short) 128)),
                damage("0 axes", b -> b.putShort(40, (short) 0)),
                damage("axes of size [2, -3, 4]", b -> b.putShort(44, (short) -3)),
                damage("24 bytes of voxels", b -> b.putShort(46, (short) 32000)),
                damage("2 or 3 axes", b -> b.putShort(40, (short) 4).putShort(48, (short) 5)),
                damage("voxels at byte NaN", b -> b.putFloat(108, Float.NaN)),
                damage("voxels at byte 0.0", b -> b.putFloat(108, 0)));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageIsNamed(String message, Consumer<ByteBuffer> damage) throws IOException {
        assertRefused(write(damage), message);
    }

    @Test
    void whatIsTooMuchForMemoryIsRefused() throws IOException {
        Path file = folder.resolve("huge.nii.gz");
        Path small = write(b -> b.putShort(42, (short) 2000).putShort(44, (short) 2000));
        byte[] bytes = Files.readAllBytes(small);
        bytes[47] = 4; // 1024 slices and more
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
        assertRefused(file, "less than 2 GiB");
        assertArrayEquals(new int[] {1028, 2000, 2000}, NiftiFile.of(file).shape());
    }

    @Test
    void truncationIsNamed() throws IOException {
        byte[] plain = Files.readAllBytes(write(b -> {}));
        Path file = folder.resolve("short.nii");
        Files.write(file, Arrays.copyOf(plain, plain.length - 1));
        assertRefused(file, "23 bytes of voxels, expected 24");
        Files.write(file, Arrays.copyOf(plain, 100));
        assertRefused(file, "100 bytes");
        Files.write(file, new byte[0]);
        assertRefused(file, "0 bytes");
        assertRefused(folder.resolve("none.nii"), "does not exist");
    }

    @Test
    void truncatedOrCorruptGzipIsNamed() throws IOException {
        Path file = folder.resolve("a.nii.gz");
        ramp(0).write(file, NiftiType.FLOAT32);
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {3, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefused(file, "cut short or damaged");
        }
        bytes[bytes.length - 6] ^= 1;
        Files.write(file, bytes);
        assertRefused(file, "cut short or damaged");
    }

    @Test
    void valueThatDoesNotFitLeavesNoFile() {
        Path file = folder.resolve("big.nii");
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ramp(256).write(file, NiftiType.UINT8));
        assertTrue(e.getMessage().contains("256.0 does not fit UINT8 (0 to 255)"), e.getMessage());
        assertFalse(Files.exists(file));
    }

    private static Arguments damage(String message, Consumer<ByteBuffer> damage) {
        return Arguments.of(message, damage);
    }

    private static Nifti ramp(float last) {
        float[] values = new float[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        values[23] = last;
        return new Nifti(
                new Volume(1, new int[] {4, 3, 2}, new float[] {3, 1, 2}, values), ORIENTATION);
    }

    private Path write(Consumer<ByteBuffer> change) throws IOException {
        Path file = folder.resolve("changed.nii");
        ramp(0).write(file, NiftiType.UINT8);
        byte[] bytes = Files.readAllBytes(file);
        change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return Files.write(file, bytes);
    }

    private static void assertRefused(Path file, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Nifti.read(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
}
