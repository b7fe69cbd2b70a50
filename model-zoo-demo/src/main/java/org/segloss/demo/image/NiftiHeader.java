package org.segloss.demo.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What stands before the voxels of a NIfTI-1 file.
 *
 * @param type how a voxel is stored
 * @param order the order of its bytes
 * @param shape two or three axes, slowest first
 * @param spacing the distance of neighbours on each axis
 * @param offset the byte at which the voxels begin
 * @param slope what stored values are multiplied with
 * @param intercept what is then added
 * @param orientation where the grid lies in space
 */
@SuppressWarnings("ArrayRecordComponent") // As Volume.
record NiftiHeader(
        NiftiType type,
        ByteOrder order,
        int[] shape,
        float[] spacing,
        long offset,
        double slope,
        double intercept,
        Nifti.Orientation orientation) {

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

    /** The header of a file that is to be written: nothing is scaled. */
    static NiftiHeader of(
            NiftiType type,
            ByteOrder order,
            int[] shape,
            float[] spacing,
            Nifti.Orientation orientation) {
        return new NiftiHeader(type, order, shape, spacing, DATA, 1, 0, orientation);
    }

    static NiftiHeader read(Path file, InputStream in) throws IOException {
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
        float slope = header.getFloat(SCL_SLOPE);
        // The standard: slope 0 means that nothing is scaled.
        boolean scaled = slope != 0 && Float.isFinite(slope);
        return new NiftiHeader(
                type,
                header.order(),
                shape,
                spacing(header, shape.length),
                dataOffset(file, header),
                scaled ? slope : 1,
                scaled ? header.getFloat(SCL_INTER) : 0,
                new Nifti.Orientation(
                        header.getShort(QFORM_CODE),
                        header.getShort(SFORM_CODE),
                        header.getFloat(PIXDIM),
                        header.get(XYZT_UNITS),
                        floats(header, QUATERNION, 6),
                        floats(header, SROW, 12)));
    }

    /** All bytes before the voxels. */
    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(DATA).order(order);
        out.putInt(0, HEADER);
        for (int axis = 0; axis < 7; axis++) {
            int back = shape.length - 1 - axis;
            out.putShort(DIM + 2 + 2 * axis, (short) (back < 0 ? 1 : shape[back]));
            out.putFloat(PIXDIM + 4 + 4 * axis, back < 0 ? 1 : spacing[back]);
        }
        out.putShort(DIM, (short) shape.length);
        out.putShort(DATATYPE, (short) type.code());
        out.putShort(BITPIX, (short) (8 * type.bytes()));
        out.putFloat(VOX_OFFSET, DATA);
        out.putFloat(SCL_SLOPE, (float) slope);
        out.putFloat(SCL_INTER, (float) intercept);
        out.putShort(QFORM_CODE, (short) orientation.qformCode());
        out.putShort(SFORM_CODE, (short) orientation.sformCode());
        out.putFloat(PIXDIM, orientation.qfac());
        out.put(XYZT_UNITS, (byte) orientation.units());
        putFloats(out, QUATERNION, orientation.quaternion());
        putFloats(out, SROW, orientation.affine());
        out.put(MAGIC_AT, MAGIC.getBytes(StandardCharsets.US_ASCII));
        return out.array();
    }

    /** The bytes of all voxels; they may be more than fit into memory. */
    long dataBytes() {
        return Arrays.stream(shape).asLongStream().reduce(type.bytes(), (a, b) -> a * b);
    }

    /** Values from the bytes of some voxels. */
    void decode(byte[] data, float[] values, int at) {
        ByteBuffer stored = ByteBuffer.wrap(data).order(order);
        for (int i = at; stored.hasRemaining(); i++) {
            values[i] = (float) (type.get(stored) * slope + intercept);
        }
    }

    /** The bytes of some voxels, of a header that scales nothing. */
    byte[] encode(float[] values) {
        ByteBuffer out = ByteBuffer.allocate(values.length * type.bytes()).order(order);
        for (float value : values) {
            type.put(out, value);
        }
        return out.array();
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
        return NiftiType.ofCode(code)
                .orElseThrow(
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

    static IllegalArgumentException bad(Path file, String found, String expected) {
        return new IllegalArgumentException(file + ": found " + found + ", expected " + expected);
    }
}
