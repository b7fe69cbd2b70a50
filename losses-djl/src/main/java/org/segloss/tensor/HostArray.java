package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.index.dim.NDIndexElement;
import ai.djl.ndarray.index.dim.NDIndexSlice;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * A few numbers on the host, in double precision, that remember how they were made: the formula of
 * a loss, written for arrays of an engine, runs on them unchanged, and its slopes are known at once
 * instead of on the way back.
 *
 * <p>Only what formulas over counts need is there; everything else is refused with an {@code
 * UnsupportedOperationException}. An engine's array in an operation is a constant.
 */
public final class HostArray extends NDArrayAdapter {

    /** The slope of an operation in one of its operands. */
    private interface Slope {
        double of(double a, double b);
    }

    private final double[] values;
    private final double[] slopes;

    /** The ways back of all operations since the first array, in their order. */
    private final List<Runnable> tape;

    private HostArray(NDManager manager, Shape shape, double[] values, List<Runnable> tape) {
        super(manager, null, shape, DataType.FLOAT64, UUID.randomUUID().toString());
        this.values = values;
        this.tape = tape;
        slopes = new double[values.length];
    }

    /**
     * An array to compute with.
     *
     * @param manager the manager of the engine's arrays that it meets
     * @param values its numbers; shared, not copied
     * @param shape its shape
     * @return an array that slopes can be asked of
     */
    public static HostArray of(NDManager manager, double[] values, Shape shape) {
        return new HostArray(manager, shape, values, new ArrayList<>());
    }

    /**
     * Another array of the same computation.
     *
     * @param values its numbers; shared, not copied
     * @return an array of the same shape
     */
    public HostArray beside(double... values) {
        return new HostArray(manager, shape, values, tape);
    }

    /**
     * Finds the slopes of this one number in all arrays that it was made of.
     *
     * @return the number
     */
    public double backward() {
        slopes[0] = 1;
        for (int i = tape.size() - 1; i >= 0; i--) {
            tape.get(i).run();
        }
        return values[0];
    }

    /**
     * What {@link #backward} has found.
     *
     * @return the slope in each number; not to be changed
     */
    public double[] slopes() {
        return slopes;
    }

    private HostArray result(Shape shape, double[] values) {
        return new HostArray(manager, shape, values, tape);
    }

    private HostArray operand(NDArray array) {
        if (array instanceof HostArray host) {
            return host;
        }
        double[] numbers =
                array.getDataType() == DataType.FLOAT64
                        ? array.toDoubleArray()
                        : doubles(array.toFloatArray());
        return result(array.getShape(), numbers);
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        Arrays.setAll(doubles, i -> numbers[i]);
        return doubles;
    }

    HostArray number(Number number) {
        return result(new Shape(), new double[] {number.doubleValue()});
    }

    private HostArray each(DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        HostArray result = result(shape, Arrays.stream(values).map(f).toArray());
        tape.add(
                () -> {
                    for (int i = 0; i < values.length; i++) {
                        slopes[i] += result.slopes[i] * slope.applyAsDouble(values[i]);
                    }
                });
        return result;
    }

    private HostArray with(HostArray b, DoubleBinaryOperator f, Slope first, Slope second) {
        Shape common = broadcast(shape, b.shape);
        IntUnaryOperator here = positions(common, shape);
        IntUnaryOperator there = positions(common, b.shape);
        HostArray result = result(common, new double[(int) common.size()]);
        Arrays.setAll(
                result.values,
                i -> f.applyAsDouble(values[here.applyAsInt(i)], b.values[there.applyAsInt(i)]));
        tape.add(
                () -> {
                    for (int i = 0; i < result.values.length; i++) {
                        int j = here.applyAsInt(i);
                        int k = there.applyAsInt(i);
                        slopes[j] += result.slopes[i] * first.of(values[j], b.values[k]);
                        b.slopes[k] += result.slopes[i] * second.of(values[j], b.values[k]);
                    }
                });
        return result;
    }

    /** The result takes its numbers from places of this array, several of which may be one. */
    private HostArray gathered(Shape to, IntUnaryOperator from) {
        HostArray result = result(to, new double[(int) to.size()]);
        Arrays.setAll(result.values, i -> values[from.applyAsInt(i)]);
        tape.add(
                () -> {
                    for (int i = 0; i < result.values.length; i++) {
                        slopes[from.applyAsInt(i)] += result.slopes[i];
                    }
                });
        return result;
    }

    private static Shape broadcast(Shape a, Shape b) {
        int axes = Math.max(a.dimension(), b.dimension());
        long[] common = new long[axes];
        for (int axis = 1; axis <= axes; axis++) {
            common[axes - axis] = Math.max(size(a, axis), size(b, axis));
        }
        return new Shape(common);
    }

    /** The length of an axis counted from the last, which is 1. */
    private static long size(Shape shape, int fromLast) {
        return fromLast > shape.dimension() ? 1 : shape.get(shape.dimension() - fromLast);
    }

    /** Where a broadcast array has what stands at a place of the result. */
    private static IntUnaryOperator positions(Shape common, Shape own) {
        return place -> {
            int rest = place;
            int position = 0;
            int stride = 1;
            for (int axis = 1; axis <= common.dimension(); axis++) {
                int at = (int) (rest % size(common, axis));
                rest /= (int) size(common, axis);
                position += size(own, axis) == 1 ? 0 : at * stride;
                stride *= (int) size(own, axis);
            }
            return position;
        };
    }

    @Override
    public NDArray add(NDArray other) {
        return with(operand(other), Double::sum, (a, b) -> 1, (a, b) -> 1);
    }

    @Override
    public NDArray add(Number number) {
        return add(number(number));
    }

    @Override
    public NDArray sub(NDArray other) {
        return with(operand(other), (a, b) -> a - b, (a, b) -> 1, (a, b) -> -1);
    }

    @Override
    public NDArray sub(Number number) {
        return sub(number(number));
    }

    @Override
    public NDArray mul(NDArray other) {
        return with(operand(other), (a, b) -> a * b, (a, b) -> b, (a, b) -> a);
    }

    @Override
    public NDArray mul(Number number) {
        return mul(number(number));
    }

    @Override
    public NDArray div(NDArray other) {
        return with(operand(other), (a, b) -> a / b, (a, b) -> 1 / b, (a, b) -> -a / (b * b));
    }

    @Override
    public NDArray pow(NDArray exponent) {
        // Exponents are constants.
        return with(operand(exponent), Math::pow, (a, b) -> b * Math.pow(a, b - 1), (a, b) -> 0);
    }

    @Override
    public NDArray pow(Number exponent) {
        return pow(number(exponent));
    }

    @Override
    public NDArray neg() {
        return each(a -> -a, a -> -1);
    }

    @Override
    public NDArray square() {
        return each(a -> a * a, a -> 2 * a);
    }

    @Override
    public NDArray sqrt() {
        return each(Math::sqrt, a -> 0.5 / Math.sqrt(a));
    }

    @Override
    public NDArray exp() {
        return each(Math::exp, Math::exp);
    }

    @Override
    public NDArray log() {
        return each(Math::log, a -> 1 / a);
    }

    @Override
    public NDArray abs() {
        return each(Math::abs, Math::signum);
    }

    @Override
    public NDArray sign() {
        return each(Math::signum, a -> 0);
    }

    @Override
    public NDArray clip(Number min, Number max) {
        double low = min.doubleValue();
        double high = max.doubleValue();
        return each(a -> Math.min(Math.max(a, low), high), a -> a >= low && a <= high ? 1 : 0);
    }

    @Override
    public NDArray sum() {
        return sum(range(shape.dimension()), false);
    }

    @Override
    public NDArray sum(int[] axes, boolean keepDims) {
        long[] kept = shape.getShape().clone();
        for (int axis : axes) {
            kept[axis] = 1;
        }
        Shape wide = new Shape(kept);
        HostArray result = result(wide, new double[(int) wide.size()]);
        IntUnaryOperator to = positions(shape, wide);
        for (int i = 0; i < values.length; i++) {
            result.values[to.applyAsInt(i)] += values[i];
        }
        tape.add(
                () -> {
                    for (int i = 0; i < values.length; i++) {
                        slopes[i] += result.slopes[to.applyAsInt(i)];
                    }
                });
        if (keepDims) {
            return result;
        }
        List<Integer> summed = Arrays.stream(axes).boxed().toList();
        return result.reshape(
                new Shape(
                        Arrays.stream(range(kept.length))
                                .filter(axis -> !summed.contains(axis))
                                .mapToLong(axis -> kept[axis])
                                .toArray()));
    }

    private static int[] range(int end) {
        int[] range = new int[end];
        Arrays.setAll(range, i -> i);
        return range;
    }

    @Override
    public NDArray reshape(Shape to) {
        return gathered(to, i -> i);
    }

    /** Columns from one to another of a matrix, the only part that formulas take. */
    @Override
    public NDArray get(NDIndex index) {
        NDIndexElement columns = index.get(index.getRank() - 1);
        if (!(columns instanceof NDIndexSlice slice)
                || index.getRank() != 2
                || shape.dimension() != 2) {
            throw new UnsupportedOperationException("a matrix on the host has columns");
        }
        int first = Math.toIntExact(slice.getMin());
        int width = Math.toIntExact(slice.getMax()) - first;
        int all = (int) shape.get(1);
        return gathered(new Shape(shape.get(0), width), i -> i / width * all + first + i % width);
    }

    @Override
    public void intern(NDArray replaced) {
        throw new UnsupportedOperationException("numbers on the host are not replaced");
    }

    @Override
    public void detach() {
        // Nothing of an engine is held.
    }

    @Override
    public ByteBuffer toByteBuffer(boolean tryDirect) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.order(ByteOrder.nativeOrder()).asDoubleBuffer().put(values);
        return bytes;
    }
}
