package org.segloss.demo.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.segloss.demo.io.AtomicFile;

/**
 * A volume in a <a href="https://nifti.nimh.nih.gov/nifti-1">NIfTI-1</a> single file, {@code .nii}
 * or {@code .nii.gz}. NIfTI stores x fastest, so the shape reads {@code [z, y, x]}.
 *
 * @param volume the voxels, one channel and two or three axes
 * @param orientation where the grid lies in space
 */
public record Nifti(Volume volume, Orientation orientation) {

    private static final int HEADER = 348;
    private static final int DATA = 352;
    private static final String MAGIC = "n+1\0";

    // Offsets in the header.
    private static final int DIM = 40;
    private static final int DATATYPE = 70;
    private static final int BITPIX = 72;
    private static final int PIXDIM = 76;
    private static final int VOX_OFFSET = 108;
    private static final int SCL_SLOPE = 112;
    private static final int SCL_INTER = 116;
    private static final int XYZT_UNITS = 123;
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int QUATERNION = 256;
    private static final int SROW = 280;
    private static final int MAGIC_AT = 344;

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
            float[] affine) {

        private static Orientation read(ByteBuffer header) {
            return new Orientation(
                    header.getShort(QFORM_CODE),
                    header.getShort(SFORM_CODE),
                    header.getFloat(PIXDIM),
                    header.get(XYZT_UNITS),
                    floats(header, QUATERNION, 6),
                    floats(header, SROW, 12));
        }

        private void write(ByteBuffer header) {
            header.putShort(QFORM_CODE, (short) qformCode);
            header.putShort(SFORM_CODE, (short) sformCode);
            header.putFloat(PIXDIM, qfac);
            header.put(XYZT_UNITS, (byte) units);
            putFloats(header, QUATERNION, quaternion);
            putFloats(header, SROW, affine);
        }
    }

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
        float[] values = new float[mask.labels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = mask.labels()[i];
        }
        return new Nifti(new Volume(1, mask.shape(), volume.spacing(), values), orientation);
    }

    /**
     * Reads a file of either byte order, compressed or not, with its scaling applied.
     *
     * @param file the file
     * @return its content
     * @throws IllegalArgumentException if the file is missing, cut short, or no NIfTI-1 of a known
     *     type with two or three axes; the message names the file, what was found and what was
     *     expected
     */
    public static Nifti read(Path file) {
        try (InputStream in = open(file)) {
            byte[] start = in.readNBytes(HEADER);
            if (start.length < HEADER) {
                throw bad(file, start.length + " bytes", "a header of " + HEADER + " bytes");
            }
            ByteBuffer header = ByteBuffer.wrap(start).order(byteOrder(file, start));
            String magic = new String(start, MAGIC_AT, MAGIC.length(), StandardCharsets.US_ASCII);
            if (!magic.equals(MAGIC)) {
                throw bad(file, "magic \"" + magic.trim() + "\"", "a single file, \"n+1\"");
            }
            NiftiType type = type(file, header);
            int[] shape = shape(file, header);
            int bytes = dataBytes(file, shape, type);
            in.skipNBytes(dataOffset(file, header) - HEADER);
            // Grows with what the file really holds, whatever the header claims.
            byte[] data = in.readNBytes(bytes);
            if (data.length < bytes) {
                throw bad(
                        file,
                        data.length + " bytes of voxels",
                        bytes + " for shape " + Arrays.toString(shape) + " of " + type);
            }
            in.read(); // At the end of a gzip stream this checks its checksum.
            float[] values = decode(ByteBuffer.wrap(data).order(header.order()), type, header);
            return new Nifti(
                    new Volume(1, shape, spacing(header, shape.length), values),
                    Orientation.read(header));
        } catch (EOFException | ZipException e) {
            throw new IllegalArgumentException(
                    file + " is cut short or damaged (" + e.getMessage() + "): get it again", e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + " does not exist", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
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
        ByteBuffer out =
                ByteBuffer.allocate(Math.addExact(DATA, dataBytes(file, shape, type))).order(order);
        out.putInt(0, HEADER);
        for (int axis = 0; axis < 7; axis++) {
            int back = shape.length - 1 - axis;
            out.putShort(DIM + 2 + 2 * axis, (short) (back < 0 ? 1 : shape[back]));
            out.putFloat(PIXDIM + 4 + 4 * axis, back < 0 ? 1 : volume.spacing()[back]);
        }
        out.putShort(DIM, (short) shape.length);
        out.putShort(DATATYPE, (short) type.code());
        out.putShort(BITPIX, (short) (8 * type.bytes()));
        out.putFloat(VOX_OFFSET, DATA);
        out.putFloat(SCL_SLOPE, 1);
        orientation.write(out);
        out.put(MAGIC_AT, MAGIC.getBytes(StandardCharsets.US_ASCII));
        out.position(DATA);
        for (float value : volume.values()) {
            type.put(out, value);
        }
        AtomicFile.write(
                file,
                stream -> {
                    if (file.toString().endsWith(".gz")) {
                        try (OutputStream gzip = new GZIPOutputStream(stream)) {
                            gzip.write(out.array());
                        }
                    } else {
                        stream.write(out.array());
                    }
                });
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static ByteOrder byteOrder(Path file, byte[] header) {
        int size = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        if (size == HEADER) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        if (Integer.reverseBytes(size) == HEADER) {
            return ByteOrder.BIG_ENDIAN;
        }
        throw bad(file, "a header of size " + size, HEADER + " (NIfTI-1)");
    }

    private static NiftiType type(Path file, ByteBuffer header) {
        int code = header.getShort(DATATYPE);
        Optional<NiftiType> type = NiftiType.ofCode(code);
        return type.orElseThrow(
                () ->
                        bad(
                                file,
                                "data type " + code,
                                "one of " + Arrays.toString(NiftiType.values())));
    }

    private static int[] shape(Path file, ByteBuffer header) {
        int axes = header.getShort(DIM);
        if (axes < 1 || axes > 7) {
            throw bad(file, axes + " axes", "2 or 3");
        }
        int[] dims = new int[axes];
        Arrays.setAll(dims, a -> header.getShort(DIM + 2 + 2 * a));
        if (Arrays.stream(dims).anyMatch(d -> d < 1)) {
            throw bad(file, "axes of size " + Arrays.toString(dims), "sizes of 1 to 32767");
        }
        int used = axes;
        while (used > 2 && dims[used - 1] == 1) {
            used--;
        }
        if (used > 3) {
            throw bad(
                    file,
                    "axes of size " + Arrays.toString(dims),
                    "2 or 3 axes (one file for each time point or channel)");
        }
        int[] shape = new int[Math.max(2, used)];
        int last = shape.length - 1;
        Arrays.setAll(shape, a -> last - a < dims.length ? dims[last - a] : 1);
        return shape;
    }

    private static int dataBytes(Path file, int[] shape, NiftiType type) {
        try {
            return Math.multiplyExact(Volume.sizeOf(shape), type.bytes());
        } catch (ArithmeticException e) {
            throw bad(file, "shape " + Arrays.toString(shape) + " of " + type, "less than 2 GiB");
        }
    }

    private static long dataOffset(Path file, ByteBuffer header) {
        float offset = header.getFloat(VOX_OFFSET);
        if (!(offset >= DATA && offset < Integer.MAX_VALUE)) {
            throw bad(file, "voxels at byte " + offset, DATA + " or later");
        }
        return (long) offset;
    }

    private static float[] spacing(ByteBuffer header, int axes) {
        float[] spacing = new float[axes];
        for (int axis = 0; axis < axes; axis++) {
            float stored = Math.abs(header.getFloat(PIXDIM + 4 * (axes - axis)));
            spacing[axis] = stored > 0 && Float.isFinite(stored) ? stored : 1;
        }
        return spacing;
    }

    private static float[] decode(ByteBuffer data, NiftiType type, ByteBuffer header) {
        float slope = header.getFloat(SCL_SLOPE);
        // The standard: slope 0 means that nothing is scaled.
        boolean scaled = slope != 0 && Float.isFinite(slope);
        double factor = scaled ? slope : 1;
        double offset = scaled ? header.getFloat(SCL_INTER) : 0;
        float[] values = new float[data.capacity() / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (type.get(data) * factor + offset);
        }
        return values;
    }

    private static float[] floats(ByteBuffer header, int at, int count) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = header.getFloat(at + 4 * i);
        }
        return out;
    }

    private static void putFloats(ByteBuffer header, int at, float[] values) {
        for (int i = 0; i < values.length; i++) {
            header.putFloat(at + 4 * i, values[i]);
        }
    }

    private static IllegalArgumentException bad(Path file, String found, String expected) {
        return new IllegalArgumentException(file + ": found " + found + ", expected " + expected);
    }
}
