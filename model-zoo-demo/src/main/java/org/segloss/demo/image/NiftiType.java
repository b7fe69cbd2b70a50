package org.segloss.demo.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How NIfTI-1 stores one voxel. */
public enum NiftiType {
    /** Unsigned byte. */
    UINT8(2, 1, 0, 255),
    /** Signed 16-bit integer. */
    INT16(4, 2, Short.MIN_VALUE, Short.MAX_VALUE),
    /** Signed 32-bit integer; a float holds it exactly up to 2^24. */
    INT32(8, 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** 32-bit floating point. */
    FLOAT32(16, 4, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    /** 64-bit floating point, rounded to 32 bits on reading. */
    FLOAT64(64, 8, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    /** Unsigned 16-bit integer. */
    UINT16(512, 2, 0, 65535);

    private final int code;
    private final int bytes;
    private final double min;
    private final double max;

    NiftiType(int code, int bytes, double min, double max) {
        this.code = code;
        this.bytes = bytes;
        this.min = min;
        this.max = max;
    }

    static Optional<NiftiType> ofCode(int code) {
        return Arrays.stream(values()).filter(t -> t.code == code).findFirst();
    }

    int code() {
        return code;
    }

    int bytes() {
        return bytes;
    }

    double get(ByteBuffer data) {
        return switch (this) {
            case UINT8 -> Byte.toUnsignedInt(data.get());
            case INT16 -> data.getShort();
            case INT32 -> data.getInt();
            case FLOAT32 -> data.getFloat();
            case FLOAT64 -> data.getDouble();
            case UINT16 -> Short.toUnsignedInt(data.getShort());
        };
    }

    void put(ByteBuffer data, float value) {
        switch (this) {
            case FLOAT32 -> data.putFloat(value);
            case FLOAT64 -> data.putDouble(value);
            case UINT8 -> data.put((byte) whole(value));
            case INT16, UINT16 -> data.putShort((short) whole(value));
            case INT32 -> data.putInt((int) whole(value));
        }
    }

    private long whole(float value) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    value
                            + " does not fit "
                            + this
                            + " ("
                            + (long) min
                            + " to "
                            + (long) max
                            + ")");
        }
        return Math.round((double) value);
    }
}
