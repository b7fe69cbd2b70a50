package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.segloss.host.HostArray;
import org.segloss.tensor.EngineMemory;

/** Copies of label arrays on the host, whatever their type. */
final class HostArrays {

    private HostArrays() {}

    static float[] floats(NDArray array) {
        if (array instanceof HostArray) {
            return array.toFloatArray();
        }
        return floats(array, new float[Math.toIntExact(array.size())]);
    }

    /** The same in memory that is given. */
    static float[] floats(NDArray array, float[] to) {
        if (array.getDataType() == DataType.FLOAT32) {
            EngineMemory.read(array, memory -> memory.asFloatBuffer().get(to));
            return to;
        }
        IntToDoubleFunction from = reader(array);
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) from.applyAsDouble(i);
        }
        return to;
    }

    static double[] doubles(NDArray array) {
        IntToDoubleFunction from = reader(array);
        double[] to = new double[Math.toIntExact(array.size())];
        Arrays.setAll(to, from);
        return to;
    }

    static int[] integers(NDArray array) {
        return integers(array, new int[Math.toIntExact(array.size())]);
    }

    /** The same in memory that is given. */
    static int[] integers(NDArray array, int[] to) {
        if (array.getDataType() == DataType.INT32) {
            EngineMemory.read(array, memory -> memory.asIntBuffer().get(to));
            return to;
        }
        IntToDoubleFunction from = reader(array);
        for (int i = 0; i < to.length; i++) {
            double value = from.applyAsDouble(i);
            to[i] = (int) value;
            if (to[i] != value) {
                throw new IllegalArgumentException(
                        "label "
                                + value
                                + " is not a class index: indices are whole numbers; soft labels have"
                                + " the shape of the predictions, one channel a class");
            }
        }
        return to;
    }

    static IntToDoubleFunction reader(NDArray array) {
        return switch (array.getDataType()) {
            case FLOAT32 -> {
                float[] values = array.toFloatArray();
                yield i -> values[i];
            }
            case FLOAT64 -> {
                double[] values = array.toDoubleArray();
                yield i -> values[i];
            }
            case INT32 -> {
                int[] values = array.toIntArray();
                yield i -> values[i];
            }
            case INT64 -> {
                long[] values = array.toLongArray();
                yield i -> values[i];
            }
            case UINT8 -> {
                int[] values = array.toUint8Array();
                yield i -> values[i];
            }
            case INT8 -> {
                byte[] values = array.toByteArray();
                yield i -> values[i];
            }
            case BOOLEAN -> {
                boolean[] values = array.toBooleanArray();
                yield i -> values[i] ? 1 : 0;
            }
            default ->
                    throw new IllegalArgumentException(
                            "labels are "
                                    + array.getDataType()
                                    + ": allowed are float32, float64, int8, uint8, int32, int64,"
                                    + " boolean");
        };
    }
}
