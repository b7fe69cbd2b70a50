package org.segloss.demo.image;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A volume in a <a href="https://nifti.nimh.nih.gov/nifti-1">NIfTI-1</a> single file, {@code .nii}
 * or {@code .nii.gz}, as a whole. NIfTI stores x fastest, so the shape reads {@code [z, y, x]}.
 *
 * @param volume the voxels, one channel and two or three axes
 * @param orientation where the grid lies in space
 */
public record Nifti(Volume volume, Orientation orientation) {

    private static final int MILLIMETRES = 2;

    /**
     * The fields of the header that place the grid in space, kept as they are so that a mask lies
     * where its image lies.
     *
     * @param qformCode what the quaternion maps to, 0 for nothing
     * @param sformCode what the affine maps to, 0 for nothing
     * @param qfac the handedness, {@code pixdim[0]}
     * @param units the units of space and time
     * @param quaternion {@code quatern_b} to {@code qoffset_z}, six numbers
     * @param affine {@code srow_x} to {@code srow_z}, twelve numbers
     */
    @SuppressWarnings("ArrayRecordComponent") // As Volume.
    public record Orientation(
            int qformCode,
            int sformCode,
            float qfac,
            int units,
            float[] quaternion,
            float[] affine) {}

    /**
     * A volume without a place in space.
     *
     * @param volume the voxels
     * @return the volume with an empty orientation
     */
    public static Nifti of(Volume volume) {
        return new Nifti(
                volume, new Orientation(0, 0, 1, MILLIMETRES, new float[6], new float[12]));
    }

    /**
     * The same grid with other contents, for a mask that belongs to this image.
     *
     * @param mask the classes
     * @return the mask with the spacing and orientation of this volume
     */
    public Nifti with(Mask mask) {
        return new Nifti(
                new Volume(1, mask.shape(), volume.spacing(), values(mask.labels())), orientation);
    }

    /** Classes as what files hold. */
    static float[] values(int[] labels) {
        float[] values = new float[labels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels[i];
        }
        return values;
    }

    /**
     * Reads a file of either byte order, compressed or not, with its scaling applied.
     *
     * @param file the file
     * @return its content
     * @throws IllegalArgumentException if it is not what {@link NiftiFile#of} takes, or has 2 GiB
     *     of voxels
     */
    public static Nifti read(Path file) {
        NiftiFile source = NiftiFile.of(file);
        NiftiHeader header = source.header();
        int[] shape = header.shape();
        if (header.dataBytes() > Integer.MAX_VALUE) {
            throw NiftiHeader.bad(
                    file,
                    "shape " + Arrays.toString(shape) + " of " + header.type(),
                    "less than 2 GiB");
        }
        // As they are stored, so that no more than the file holds is ever asked for.
        List<byte[]> slices = new ArrayList<>();
        try (NiftiFile.SliceReader reader = source.open()) {
            for (int i = 0; i < shape[0]; i++) {
                slices.add(reader.bytes());
            }
        }
        float[] values = new float[Volume.sizeOf(shape)];
        for (int i = 0; i < shape[0]; i++) {
            header.decode(slices.get(i), values, i * (values.length / shape[0]));
        }
        return new Nifti(new Volume(1, shape, header.spacing(), values), header.orientation());
    }

    /**
     * Writes a little-endian file, compressed when its name ends in {@code .gz}.
     *
     * @param file the target, replaced when it exists
     * @param type how a voxel is stored; whole types round
     * @throws IllegalArgumentException if a value does not fit the type or the volume has channels
     */
    public void write(Path file, NiftiType type) {
        write(file, type, ByteOrder.LITTLE_ENDIAN);
    }

    /** As {@link #write(Path, NiftiType)} in a byte order of choice. */
    void write(Path file, NiftiType type, ByteOrder order) {
        int[] shape = volume.shape();
        if (volume.channels() != 1 || shape.length < 2 || shape.length > 3) {
            throw new IllegalArgumentException(
                    volume.channels()
                            + " channels of shape "
                            + Arrays.toString(shape)
                            + ": a NIfTI file takes one channel and two or three axes");
        }
        NiftiFile.write(
                file,
                NiftiHeader.of(type, order, shape, volume.spacing(), orientation),
                out -> {
                    try (Slices.Reader reader = volume.open()) {
                        for (int i = 0; i < shape[0]; i++) {
                            out.accept(reader.next());
                        }
                    }
                });
    }
}
