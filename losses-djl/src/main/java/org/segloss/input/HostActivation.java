package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The activation on the host, both ways: from the network's output to probabilities, and from the
 * slopes of a loss in the probabilities to its slopes in the output. It goes through the voxels in
 * blocks that fit the cache, on all cores.
 *
 * <p>Worth the copies where an engine is slow at what a loss needs of it ({@code
 * docs/PERFORMANCE.md}); the numbers are those of the engine to single precision.
 */
public final class HostActivation {

    /** Writes the slopes of a loss in the probabilities of a block of voxels. */
    public interface Slopes {
        /**
         * Writes them.
         *
         * @param n the image
         * @param from the first voxel of the block
         * @param slopes an array for each class, as long as a block or longer, to be filled
         * @param length the voxels of the block
         */
        void write(int n, int from, float[][] slopes, int length);
    }

    /** Adds something up over a block of voxels. */
    public interface Sums {
        /**
         * Adds up.
         *
         * @param n the image
         * @param from the first voxel of the block
         * @param length its voxels
         * @return the sums
         */
        double[] of(int n, int from, int length);
    }

    /**
     * Adds numbers up, pairwise: faster than one by one, and more exact.
     *
     * @param terms the numbers; they are overwritten
     * @return their sum
     */
    public static float sum(float[] terms) {
        int left = terms.length;
        while (left > 1) {
            int half = left / 2;
            int upper = left - half;
            for (int i = 0; i < half; i++) {
                terms[i] += terms[upper + i];
            }
            left = upper;
        }
        return terms[0];
    }

    private interface Block {
        void visit(int n, int from, int length);
    }

    private static final int BLOCK = 2048;

    /** Below this the exponential is no normal number of single precision any more. */
    private static final float LEAST_EXPONENT = -87f;

    private static final float LOG2_E = 1.442695f;

    /** The logarithm of 2 in two parts, the first of so few bits that its multiples are exact. */
    private static final float LN2 = 0x1.63p-1f;

    private static final float LN2_REST = -2.1219444e-04f;

    /** Added and taken away again, it rounds to a whole number. */
    private static final float ROUNDING = 0x1.8p23f;

    private final LossInput in;
    private final Activation activation;
    private final int images;
    private final int classes;
    private final int voxels;
    private final float[] p;

    /**
     * Whether it pays: PyTorch's own operators take no longer than the copies, MXNet's several
     * times as long ({@code docs/PERFORMANCE.md}). The property {@code org.segloss.host}, true or
     * false, decides otherwise.
     */
    static boolean pays(NDArray predictions) {
        String asked = System.getProperty("org.segloss.host");
        boolean slow = predictions.getManager().getEngine().getEngineName().equals("MXNet");
        return predictions.getDataType() == DataType.FLOAT32
                && !predictions.getDevice().isGpu()
                && (asked == null ? slow : Boolean.parseBoolean(asked));
    }

    HostActivation(LossInput in, NDArray predictions, Activation activation) {
        this.in = in;
        this.activation = activation;
        images = in.targets().images();
        classes = in.targets().classes();
        voxels = in.targets().voxels();
        p = predictions.toFloatArray();
        if (activation == Activation.SOFTMAX) {
            inBlocks(this::softmax);
        } else if (activation == Activation.SIGMOID) {
            inBlocks(this::sigmoid);
        }
    }

    /**
     * The probabilities.
     *
     * @return p {@code [N, C, V]}; not to be changed
     */
    public float[] values() {
        return p;
    }

    /**
     * Where the probabilities of a class begin.
     *
     * @param n the image
     * @param c the class
     * @param from a voxel
     * @return its place in {@link #values}
     */
    public int at(int n, int c, int from) {
        return (n * classes + c) * voxels + from;
    }

    /**
     * Adds up over the voxels of each image.
     *
     * @param sums what to add up
     * @return the sums of each image; the same every time, as blocks are added in their order
     */
    public double[][] add(Sums sums) {
        int perImage = blocks();
        double[][] parts = new double[images * perImage][];
        inBlocks(
                (n, from, length) -> parts[n * perImage + from / BLOCK] = sums.of(n, from, length));
        double[][] whole = new double[images][parts[0].length];
        for (int b = 0; b < parts.length; b++) {
            double[] image = whole[b / perImage];
            double[] part = parts[b];
            Arrays.setAll(image, k -> image[k] + part[k]);
        }
        return whole;
    }

    private void inBlocks(Block block) {
        int perImage = blocks();
        IntStream.range(0, images * perImage)
                .parallel()
                .forEach(
                        b -> {
                            int from = b % perImage * BLOCK;
                            block.visit(b / perImage, from, Math.min(BLOCK, voxels - from));
                        });
    }

    private int blocks() {
        return (voxels + BLOCK - 1) / BLOCK;
    }

    /**
     * The slopes in the network's output.
     *
     * @param slopes the slopes of a loss in the probabilities
     * @return a constant {@code [N, C, V]}
     */
    public NDArray gradient(Slopes slopes) {
        float[] gradient = new float[p.length];
        inBlocks(
                (n, from, length) -> {
                    float[][] w = new float[classes][length];
                    slopes.write(n, from, w, length);
                    chain(n, from, length, w, gradient);
                });
        return in.constant(gradient, images, classes, voxels);
    }

    private void chain(int n, int from, int length, float[][] w, float[] gradient) {
        float[] mean = new float[length];
        for (int c = 0; activation == Activation.SOFTMAX && c < classes; c++) {
            int at = at(n, c, from);
            for (int i = 0; i < length; i++) {
                mean[i] += p[at + i] * w[c][i];
            }
        }
        for (int c = 0; c < classes; c++) {
            int at = at(n, c, from);
            float[] slope = w[c];
            // A loop for each: with the choice inside, the compiler makes no vectors.
            if (activation == Activation.SOFTMAX) {
                for (int i = 0; i < length; i++) {
                    gradient[at + i] = p[at + i] * (slope[i] - mean[i]);
                }
            } else if (activation == Activation.SIGMOID) {
                for (int i = 0; i < length; i++) {
                    gradient[at + i] = p[at + i] * (1 - p[at + i]) * slope[i];
                }
            } else {
                System.arraycopy(slope, 0, gradient, at, length);
            }
        }
    }

    private void softmax(int n, int from, int length) {
        float[] most = new float[length];
        System.arraycopy(p, at(n, 0, from), most, 0, length);
        for (int c = 1; c < classes; c++) {
            int at = at(n, c, from);
            for (int i = 0; i < length; i++) {
                most[i] = Math.max(most[i], p[at + i]);
            }
        }
        float[] e = new float[length];
        float[] whole = new float[length];
        float[] sum = new float[length];
        for (int c = 0; c < classes; c++) {
            int at = at(n, c, from);
            for (int i = 0; i < length; i++) {
                e[i] = p[at + i] - most[i];
            }
            exp(e, whole, length);
            for (int i = 0; i < length; i++) {
                sum[i] += e[i];
            }
            System.arraycopy(e, 0, p, at, length);
        }
        for (int c = 0; c < classes; c++) {
            int at = at(n, c, from);
            for (int i = 0; i < length; i++) {
                p[at + i] /= sum[i];
            }
        }
    }

    private void sigmoid(int n, int from, int length) {
        float[] e = new float[length];
        float[] whole = new float[length];
        for (int c = 0; c < classes; c++) {
            int at = at(n, c, from);
            for (int i = 0; i < length; i++) {
                e[i] = -Math.abs(p[at + i]);
            }
            exp(e, whole, length);
            for (int i = 0; i < length; i++) {
                p[at + i] = (p[at + i] < 0 ? e[i] : 1) / (1 + e[i]);
            }
        }
    }

    /**
     * Exponentials of numbers that are not positive, as a power of two and the polynomial of the
     * Cephes library, to the last digit of single precision. In two loops: the compiler makes
     * vectors of the first, which it cannot of {@code Math.exp}.
     */
    private static void exp(float[] x, float[] whole, int length) {
        for (int i = 0; i < length; i++) {
            float t = Math.max(x[i], LEAST_EXPONENT);
            float k = (t * LOG2_E + ROUNDING) - ROUNDING;
            float r = (t - k * LN2) - k * LN2_REST;
            float y = 1.9875691e-04f * r + 0.0013981999f;
            y = y * r + 0.008333452f;
            y = y * r + 0.041665796f;
            y = y * r + 0.16666666f;
            y = y * r + 0.5f;
            whole[i] = k;
            x[i] = y * r * r + r + 1;
        }
        for (int i = 0; i < length; i++) {
            x[i] *= Float.intBitsToFloat(((int) whole[i] + 127) << 23);
        }
    }
}
