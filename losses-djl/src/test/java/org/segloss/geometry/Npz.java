package org.segloss.geometry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads the golden NumPy archives without an engine. */
final class Npz {

    private static final Pattern HEADER =
            Pattern.compile(
                    "'descr': '([^']+)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\)");

    /** An array in C order, its numbers widened to double. */
    static final class Array {

        private final int[] shape;
        private final double[] values;

        private Array(int[] shape, double[] values) {
            this.shape = shape;
            this.values = values;
        }

        /** Returns the lengths of the axes. */
        int[] shape() {
            return shape.clone();
        }

        /** Returns the values. */
        double[] values() {
            return values.clone();
        }

        /** Returns the part that the given leading indices select. */
        Array at(int... indices) {
            int[] rest = Arrays.copyOfRange(shape, indices.length, shape.length);
            int size = Arrays.stream(rest).reduce(1, Math::multiplyExact);
            int number = 0;
            for (int axis = 0; axis < indices.length; axis++) {
                number = number * shape[axis] + indices[axis];
            }
            return new Array(rest, Arrays.copyOfRange(values, number * size, (number + 1) * size));
        }

        /** Returns the values narrowed to float. */
        float[] floats() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        /** Returns the values narrowed to int. */
        int[] ints() {
            return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
        }
    }

    private Npz() {}

    /** Reads all arrays of an archive on the class path by name. */
    static Map<String, Array> read(String resource) throws IOException {
        Map<String, Array> arrays = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Npz.class.getResourceAsStream(resource))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName().replaceFirst("\\.npy$", ""), readArray(zip));
            }
        }
        return arrays;
    }

    private static Array readArray(InputStream in) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        int dataStart = 10 + buffer.getShort(8);
        String header = new String(buffer.array(), 10, dataStart - 10, StandardCharsets.US_ASCII);
        Matcher matcher = HEADER.matcher(header);
        if (buffer.get(6) != 1 || !matcher.find()) {
            throw new IOException("not a version 1 array in C order: " + header);
        }
        int[] shape =
                Pattern.compile("[0-9]+")
                        .matcher(matcher.group(2))
                        .results()
                        .mapToInt(r -> Integer.parseInt(r.group()))
                        .toArray();
        double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        buffer.position(dataStart);
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (matcher.group(1)) {
                        case "<f4" -> buffer.getFloat();
                        case "<f8" -> buffer.getDouble();
                        case "<i4" -> buffer.getInt();
                        case "|u1" -> buffer.get() & 0xff;
                        case "|b1" -> buffer.get();
                        default -> throw new IOException("unknown type: " + header);
                    };
        }
        return new Array(shape, values);
    }
}
