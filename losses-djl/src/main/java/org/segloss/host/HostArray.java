package org.segloss.host;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.index.dim.NDIndexAll;
import ai.djl.ndarray.index.dim.NDIndexSlice;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An array on the host that remembers how it is made: the formula of a loss, written for arrays of
 * an engine, runs on it unchanged. Nothing is computed before a number is asked for; {@link #solve}
 * then goes through the voxels block by block, there and back.
 *
 * <p>It is either a map {@code [N, K, V]} over the voxels of the batch, in single precision, or a
 * few numbers, in double. Only what formulas of voxels and sums need is there; everything else is
 * refused with an {@code UnsupportedOperationException}. An engine's array in an operation is a
 * constant. Slopes at ties and bounds are those that both engines have: {@code clip} has 1 at its
 * bounds, {@code relu} and {@code abs} 0 at 0.
 */
public final class HostArray extends NDArrayAdapter {

    private static final AtomicLong MADE = new AtomicLong();

    private final Computation computation;
    private final Step step;

    private HostArray(NDManager manager, Computation computation, Step step, Shape shape) {
        super(manager, null, shape, DataType.FLOAT32, "host-" + MADE.incrementAndGet());
        this.computation = computation;
        this.step = step;
    }

    /**
     * The network's output, to compute with.
     *
     * @param manager the manager of the engine's arrays that it meets
     * @param numbers the numbers {@code [N, C, V]}; read whenever a pass needs them
     * @param images N
     * @param classes C
     * @param voxels V
     * @return an array in which slopes can be found
     */
    public static HostArray predictions(
            NDManager manager, FloatBuffer numbers, int images, int classes, int voxels) {
        Computation computation = new Computation(numbers, images, classes, voxels);
        return new HostArray(
                manager,
                computation,
                computation.predictions(),
                new Shape(images, classes, voxels));
    }

    /** Where the numbers of a map come from. */
    public interface Source {
        /**
         * Writes the numbers of a stretch of voxels.
         *
         * @param image the image
         * @param from the first voxel
         * @param rows an array for each row, to be filled from its start
         * @param length the number of voxels
         */
        void fill(int image, int from, float[][] rows, int length);

        /**
         * Numbers that stand in memory.
         *
         * @param rows how many rows each image has
         * @param values their numbers, one image after the other; not to be changed
         * @return where they come from
         */
        static Source of(int rows, float[][] values) {
            return (image, from, to, length) -> {
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(values[image * rows + row], from, to[row], 0, length);
                }
            };
        }
    }

    /**
     * A constant map of the same computation.
     *
     * @param rows K
     * @param source its numbers
     * @return the map {@code [N, K, V]}
     */
    public HostArray map(int rows, Source source) {
        return map(new Constant(computation, rows, computation.voxels, source));
    }

    /**
     * Labels as maps of zeros and ones, which are not made where only sums of them are asked for.
     *
     * @param rows K
     * @param index the row of each voxel {@code [N, V]}, K for none; not to be changed
     * @return the map {@code [N, K, V]}, a constant
     */
    public HostArray oneHot(int rows, int... index) {
        return map(new OneHot(computation, rows, computation.add(new Labels(computation, index))));
    }

    /**
     * A constant of the same computation.
     *
     * @param values its numbers; shared, not copied
     * @param to its shape; a map if it has an image, a row and the voxels as axes
     * @return an array of this shape
     */
    public HostArray constant(float[] values, Shape to) {
        if (!isMap(to)) {
            double[] numbers = new double[values.length];
            Arrays.setAll(numbers, i -> values[i]);
            return constant(numbers, to);
        }
        int rows = (int) to.get(1);
        int voxels = computation.voxels;
        boolean one = to.get(0) == 1;
        return map(
                rows,
                (image, from, arrays, length) -> {
                    for (int row = 0; row < rows; row++) {
                        int at = ((one ? 0 : image * rows) + row) * voxels + from;
                        System.arraycopy(values, at, arrays[row], 0, length);
                    }
                });
    }

    /**
     * A constant of a few exact numbers.
     *
     * @param values the numbers; shared, not copied
     * @param to their shape
     * @return an array of this shape
     */
    public HostArray constant(double[] values, Shape to) {
        if (!isMap(to)) {
            return numbers(new Numbers(to, values));
        }
        float[] map = new float[values.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = (float) values[i];
        }
        return constant(map, to);
    }

    /**
     * Whether this array depends on the predictions in a way that slopes go back.
     *
     * @return false for constants, and for what slopes were stopped at
     */
    public boolean varies() {
        return step.varies;
    }

    /**
     * This map, of which the numbers are known; slopes do not go back from them.
     *
     * @param values each row of each image; not to be changed
     * @return a constant of the same shape
     */
    public HostArray known(float[][] values) {
        VoxelMap own = ownMap();
        Source source = Source.of(own.rows, values);
        Constant constant = new Constant(computation, own.rows, own.voxels, source);
        return new HostArray(manager, computation, computation.add(constant), shape);
    }

    /**
     * Numbers that were found from this map elsewhere.
     *
     * @param gradient the slope of each voxel in the number of its row, a constant like this map
     * @param found the numbers, one for every row of each image
     * @return the numbers, with these slopes
     */
    public HostArray given(HostArray gradient, HostArray found) {
        Numbers numbers = found.numbers();
        return numbers(new Given(ownMap(), gradient.ownMap(), numbers.shape, numbers.values));
    }

    /** With a single voxel, numbers of each class do as well. */
    private boolean isMap(Shape of) {
        return of.dimension() == 3 && of.get(2) == computation.voxels && computation.voxels > 1;
    }

    /**
     * Computes this one number and its slopes in the predictions.
     *
     * @param gradient where to write the slopes {@code [N, C, V]}
     * @return the number
     */
    public double solve(FloatBuffer gradient) {
        if (numbers().values.length != 1) {
            throw new UnsupportedOperationException("a loss is one number, not " + shape);
        }
        return computation.solve(numbers(), gradient);
    }

    /** A new map, with the axes of this one if it has as many voxels. */
    private HostArray map(VoxelMap map) {
        boolean same = isMap() && map.voxels == ((VoxelMap) step).voxels;
        return map(map, same ? shape.slice(2) : new Shape(map.voxels));
    }

    private HostArray map(VoxelMap map, Shape space) {
        Shape to = new Shape(computation.images, map.rows).addAll(space);
        return new HostArray(manager, computation, computation.add(map), to);
    }

    /**
     * What each row of a map becomes as a whole.
     *
     * @param filter how voxels look at others
     * @param space the axes of the result
     * @return the map {@code [N, K, *space]}
     */
    public HostArray filtered(Filter filter, Shape space) {
        return map(new Filtered(computation, computation.whole(ownMap()), filter), space);
    }

    /**
     * The numbers of a map.
     *
     * @return each row of each image; not to be changed
     */
    public float[][] rows() {
        return computation.rows(ownMap());
    }

    /**
     * The same map, which later passes read from memory instead of computing it again.
     *
     * @return this map; worth its memory where it is made of much and asked for by several passes
     */
    public HostArray kept() {
        VoxelMap own = ownMap();
        return new HostArray(manager, computation, computation.whole(own), shape);
    }

    private HostArray numbers(Numbers numbers) {
        computation.add(numbers);
        return new HostArray(manager, computation, numbers, numbers.shape);
    }

    private Numbers numbers() {
        if (step instanceof Numbers numbers) {
            return numbers;
        }
        throw new UnsupportedOperationException("a map " + shape + " is no number of each image");
    }

    /** This array as a map, if it is one or is to meet one. */
    private VoxelMap map() {
        if (step instanceof VoxelMap map) {
            return map;
        }
        if (shape.dimension() > 2 && shape.tail() != 1) {
            throw new UnsupportedOperationException("numbers " + shape + " beside a map");
        }
        return computation.add(new Spread(computation, (Numbers) step));
    }

    /** This array, for an operation that is for maps alone; of a single voxel numbers are one. */
    private VoxelMap ownMap() {
        if (isMap()) {
            return map();
        }
        if (computation.voxels == 1 && shape.dimension() > 2) {
            // Whatever its axes are, they hold one voxel.
            Shape one = new Shape(shape.get(0), shape.get(1), 1);
            Numbers reshaped = computation.add(Arithmetic.reshape(numbers(), one));
            return computation.add(new Spread(computation, reshaped));
        }
        if (computation.voxels == 1) {
            return map();
        }
        throw new UnsupportedOperationException("numbers " + shape + " are no map of the voxels");
    }

    private boolean isMap() {
        return step instanceof VoxelMap;
    }

    private HostArray operand(NDArray array) {
        if (array instanceof HostArray host) {
            return host;
        }
        return array.getDataType() == DataType.FLOAT64
                ? constant(array.toDoubleArray(), array.getShape())
                : constant(array.toFloatArray(), array.getShape());
    }

    /**
     * A number to compute with.
     *
     * @param number the number
     * @return a constant of no axes
     */
    public HostArray number(Number number) {
        return numbers(new Numbers(new Shape(), number.doubleValue()));
    }

    private HostArray eachOfMap(Each.Function function, Each.Slope slope) {
        return map(new Each(computation, ownMap(), function, slope));
    }

    private HostArray each(Each.Function function, Each.Slope slope) {
        return map(new Each(computation, map(), function, slope));
    }

    @Override
    public NDArray add(NDArray other) {
        HostArray b = operand(other);
        if (!isMap() && !b.isMap()) {
            return numbers(Arithmetic.add(numbers(), b.numbers()));
        }
        if (b.isNumber()) {
            return add(b.number());
        }
        return isNumber() ? b.add(number()) : both(b, Pairs.ADD, Pairs.ONE, Pairs.ONE);
    }

    @Override
    public NDArray add(Number number) {
        if (!isMap()) {
            return add(number(number));
        }
        float b = number.floatValue();
        return each(
                (x, y, length) -> {
                    for (int i = 0; i < length; i++) {
                        y[i] = x[i] + b;
                    }
                },
                Singles.ONE);
    }

    @Override
    public NDArray sub(NDArray other) {
        HostArray b = operand(other);
        if (!isMap() && !b.isMap()) {
            return numbers(Arithmetic.sub(numbers(), b.numbers()));
        }
        if (b.isNumber()) {
            return add(-b.number().doubleValue());
        }
        return both(b, Pairs.SUB, Pairs.ONE, Pairs.MINUS_ONE);
    }

    @Override
    public NDArray sub(Number number) {
        return isMap() ? add(-number.doubleValue()) : sub(number(number));
    }

    @Override
    public NDArray mul(NDArray other) {
        HostArray b = operand(other);
        if (!isMap() && !b.isMap()) {
            return numbers(Arithmetic.mul(numbers(), b.numbers()));
        }
        if (b.isNumber()) {
            return mul(b.number());
        }
        return isNumber() ? b.mul(number()) : both(b, Pairs.MUL, Pairs.BY_SECOND, Pairs.BY_FIRST);
    }

    @Override
    public NDArray mul(Number number) {
        if (!isMap()) {
            return mul(number(number));
        }
        float b = number.floatValue();
        return each(
                (x, y, length) -> {
                    for (int i = 0; i < length; i++) {
                        y[i] = x[i] * b;
                    }
                },
                (x, y, dy, dx, length) -> {
                    for (int i = 0; i < length; i++) {
                        dx[i] += dy[i] * b;
                    }
                });
    }

    @Override
    public NDArray div(NDArray other) {
        HostArray b = operand(other);
        return isMap() || b.isMap()
                ? both(b, Pairs.DIV, Pairs.DIV_FIRST, Pairs.DIV_SECOND)
                : numbers(Arithmetic.div(numbers(), b.numbers()));
    }

    private HostArray both(HostArray b, Both.Function function, Both.Slope one, Both.Slope two) {
        if (isMap() && b.isMap() && ((VoxelMap) step).voxels != ((VoxelMap) b.step).voxels) {
            throw new UnsupportedOperationException(shape + " and " + b.shape + " do not match");
        }
        HostArray like = isMap() ? this : b;
        return like.map(new Both(computation, map(), b.map(), function, one, two));
    }

    /** Whether it is one constant number, as factors are. */
    private boolean isNumber() {
        return step instanceof Numbers numbers && numbers.values.length == 1 && numbers.constant();
    }

    private Number number() {
        return numbers().values[0];
    }

    @Override
    public NDArray div(Number number) {
        return isMap() ? mul(1 / number.doubleValue()) : div(number(number));
    }

    @Override
    public NDArray pow(NDArray exponent) {
        HostArray k = operand(exponent);
        if (!k.isNumber()) {
            throw new UnsupportedOperationException("an exponent is one constant number");
        }
        return pow(k.number());
    }

    @Override
    public NDArray pow(Number exponent) {
        return isMap()
                ? each(Singles.power(exponent), Singles.powerSlope(exponent))
                : numbers(Arithmetic.pow(numbers(), exponent.doubleValue()));
    }

    @Override
    public NDArray neg() {
        return mul(-1);
    }

    @Override
    public NDArray square() {
        return isMap()
                ? each(Singles.SQUARE, Singles.SQUARE_SLOPE)
                : numbers(Arithmetic.square(numbers()));
    }

    @Override
    public NDArray sqrt() {
        return isMap()
                ? each(Singles.SQRT, Singles.SQRT_SLOPE)
                : numbers(Arithmetic.sqrt(numbers()));
    }

    @Override
    public NDArray exp() {
        return isMap()
                ? each(Elementary::exp, Singles.EXP_SLOPE)
                : numbers(Arithmetic.exp(numbers()));
    }

    @Override
    public NDArray log() {
        return isMap()
                ? each(Elementary::log, Singles.LOG_SLOPE)
                : numbers(Arithmetic.log(numbers()));
    }

    @Override
    public NDArray abs() {
        return isMap() ? each(Singles.ABS, Singles.ABS_SLOPE) : numbers(Arithmetic.abs(numbers()));
    }

    @Override
    public NDArray sign() {
        return isMap() ? each(Singles.SIGN, null) : numbers(Arithmetic.sign(numbers()));
    }

    /** As numbers: 1 where it holds, else 0. */
    @Override
    public NDArray eq(Number number) {
        float b = number.floatValue();
        return map(
                new Each(
                        computation,
                        ownMap(),
                        (x, y, length) -> {
                            for (int i = 0; i < length; i++) {
                                y[i] = Branchless.equal(x[i], b);
                            }
                        },
                        null));
    }

    @Override
    public NDArray tanh() {
        return eachOfMap(Elementary::tanh, Singles.TANH_SLOPE);
    }

    @Override
    public NDArray clip(Number min, Number max) {
        return isMap()
                ? each(Singles.clip(min, max), Singles.clipSlope(min, max))
                : numbers(Arithmetic.clip(numbers(), min.doubleValue(), max.doubleValue()));
    }

    /**
     * The larger of a number and 0.
     *
     * @return an array of the same shape
     */
    public HostArray relu() {
        return isMap()
                ? each(Singles.RELU, Singles.RELU_SLOPE)
                : numbers(Arithmetic.relu(numbers()));
    }

    /**
     * The softplus of a map.
     *
     * @return \( \ln(1 + e^x) \)
     */
    public HostArray softplus() {
        return eachOfMap(Elementary::softplus, Singles.SOFTPLUS_SLOPE);
    }

    /**
     * The binary cross entropy of a map of log odds.
     *
     * @param positive what each voxel has of the class, times its price; a constant
     * @param negative what it has of the others, times theirs; a constant
     * @return \( positive \ln(1 + e^{-x}) + negative \ln(1 + e^x) \)
     */
    public HostArray binaryCrossEntropy(NDArray positive, NDArray negative) {
        VoxelMap ofClass = operand(positive).map();
        VoxelMap ofOthers = operand(negative).map();
        if (ofClass.varies || ofOthers.varies) {
            throw new UnsupportedOperationException("labels and their prices have no slope");
        }
        VoxelMap x = ownMap();
        return map(
                x instanceof LogOdds odds
                        ? odds.crossEntropy(computation, ofClass, ofOthers)
                        : new BinaryCrossEntropy(computation, x, ofClass, ofOthers));
    }

    /**
     * The sigmoid of a map.
     *
     * @return \( 1 / (1 + e^{-x}) \)
     */
    public HostArray sigmoid() {
        return eachOfMap(Elementary::sigmoid, Singles.SIGMOID_SLOPE);
    }

    /** Over the axis of rows, as all losses do. */
    @Override
    public NDArray softmax(int axis) {
        return map(new Softmax(computation, ownMap(), computation.exponentials(ownMap())));
    }

    @Override
    public NDArray logSoftmax(int axis) {
        return map(new LogSoftmax(computation, ownMap(), computation.exponentials(ownMap())));
    }

    /**
     * What each row of a map has against all others under a softmax.
     *
     * @return \( x_c - \ln \sum_{k \ne c} e^{x_k} \)
     */
    public HostArray logOdds() {
        VoxelMap x = ownMap();
        return map(new LogOdds(computation, x, computation.add(new Rivals(computation, x))));
    }

    /**
     * The number of one row at each voxel.
     *
     * @param index which row, {@code [N, V]}
     * @return a map of one row
     */
    public HostArray pick(int... index) {
        return map(
                ownMap() instanceof LogSoftmax log
                        ? log.pick(computation, index)
                        : new Pick(computation, ownMap(), index));
    }

    /**
     * The largest row of each voxel.
     *
     * @return a map of one row; of several that are largest the first has the slope
     */
    public HostArray largest() {
        return map(new Largest(computation, ownMap()));
    }

    /**
     * The rows of each voxel, mixed.
     *
     * @param matrix what every row of the result takes of each row of this map
     * @return a map of as many rows as the matrix has
     */
    public HostArray mix(double... matrix) {
        return map(new Mix(computation, matrix, ownMap()));
    }

    @Override
    public NDArray stopGradient() {
        return isMap() ? each(Singles.SAME, null) : numbers(Arithmetic.stop(numbers()));
    }

    @Override
    public NDArray sum() {
        return isMap()
                ? sum(new int[] {2}).sum()
                : numbers(Arithmetic.sum(numbers(), false, 0, 1, 2));
    }

    @Override
    public NDArray sum(int[] axes, boolean keepDims) {
        if (!isMap()) {
            return numbers(Arithmetic.sum(numbers(), keepDims, axes));
        }
        if (axes.length == 1 && axes[0] == 1 && keepDims) {
            return map(new RowSum(computation, map()));
        }
        if (axes.length == 1 && axes[0] == 2 && shape.dimension() == 3) {
            return numbers(map().sum(computation, keepDims));
        }
        throw new UnsupportedOperationException("a map is summed over its rows or its voxels");
    }

    /** The largest number of all; a constant. */
    @Override
    public NDArray max() {
        return isMap() ? max(new int[] {2}, false).max() : numbers(Arithmetic.max(numbers()));
    }

    /** The largest number of each row of a map; a constant. */
    @Override
    public NDArray max(int[] axes, boolean keepDims) {
        if (axes.length == 1 && axes[0] == 2 && shape.dimension() == 3) {
            return numbers(new Most(ownMap(), computation.images, keepDims));
        }
        throw new UnsupportedOperationException("a map has its maximum over its voxels");
    }

    /** Other axes for the voxels, of which the last may be -1 for all that is left. */
    @Override
    public NDArray reshape(Shape wanted) {
        Shape to = wanted;
        if (wanted.dimension() > 0 && wanted.tail() == -1) {
            Shape head = wanted.slice(0, wanted.dimension() - 1);
            to = head.add(size() / head.size());
        }
        if (to.size() != size()) {
            throw new UnsupportedOperationException(shape + " is no reshaped " + to);
        }
        if (!isMap()) {
            return numbers(Arithmetic.reshape(numbers(), to));
        }
        if (to.dimension() < 3 || !to.slice(0, 2).equals(shape.slice(0, 2))) {
            throw new UnsupportedOperationException("a map keeps its images and rows: " + shape);
        }
        return new HostArray(manager, computation, step, to);
    }

    /** All arrays here are of one type. */
    @Override
    public NDArray toType(DataType to, boolean copy) {
        if (to == getDataType()) {
            return this;
        }
        throw new UnsupportedOperationException(
                "arrays on the host have the type " + getDataType());
    }

    @Override
    public NDArray expandDims(int axis) {
        Shape wide = shape.slice(0, axis).add(1).addAll(shape.slice(axis));
        return numbers(Arithmetic.reshape(numbers(), wide));
    }

    /** Rows of a map, or columns of a matrix, from one to another. */
    @Override
    public NDArray get(NDIndex index) {
        if (index.getRank() != 2
                || !(index.get(0) instanceof NDIndexAll)
                || !(index.get(1) instanceof NDIndexSlice slice)
                || slice.getMin() == null
                || slice.getMax() == null
                || slice.getMin() < 0
                || slice.getMax() > shape.get(1)
                || (!isMap() && shape.dimension() != 2 && computation.voxels > 1)) {
            throw new UnsupportedOperationException(
                    "of an array on the host, rows or columns from one to another can be taken");
        }
        int first = Math.toIntExact(slice.getMin());
        int count = Math.toIntExact(slice.getMax()) - first;
        return isMap() || shape.dimension() > 2
                ? map(new Rows(computation, ownMap(), first, count))
                : numbers(Arithmetic.columns(numbers(), first, count));
    }

    @Override
    public void intern(NDArray replaced) {
        throw new UnsupportedOperationException("numbers on the host are not replaced");
    }

    @Override
    public void detach() {
        // Nothing of an engine is held.
    }

    /** Its numbers; not to be changed, for they may be read again where the slopes are found. */
    @Override
    public float[] toFloatArray() {
        if (step instanceof VoxelMap map) {
            float[] numbers = new float[computation.images * map.rows * map.voxels];
            computation.compute(map, numbers);
            return numbers;
        }
        return super.toFloatArray();
    }

    @Override
    public float getFloat(long... indices) {
        return indices.length == 0 ? toFloatArray()[0] : super.getFloat(indices);
    }

    @Override
    public ByteBuffer toByteBuffer(boolean tryDirect) {
        Numbers numbers = numbers();
        computation.compute(numbers);
        ByteBuffer bytes =
                ByteBuffer.allocate(numbers.values.length * Float.BYTES)
                        .order(ByteOrder.nativeOrder());
        for (double value : numbers.values) {
            bytes.putFloat((float) value);
        }
        return bytes.rewind();
    }
}
