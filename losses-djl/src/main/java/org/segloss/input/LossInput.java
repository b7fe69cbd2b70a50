package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.segloss.host.HostArray;
import org.segloss.tensor.EngineMemory;
import org.segloss.tensor.ExternalGradient;
import org.segloss.tensor.SafeMath;

/**
 * The predictions and labels of one evaluation, in the forms that losses ask for. Each form is made
 * at the first request and then shared, so that the parts of a compound loss pay for it once.
 *
 * <p>Spatial axes are folded into one: arrays are {@code [N, C, V]}. Both engines reduce over one
 * trailing axis faster than over several, and no loss but the structural ones looks at neighbours.
 */
public final class LossInput {

    /** The name of the label array that weighs voxels. */
    public static final String WEIGHT_MAP = "weight_map";

    /** The label of ignored voxels where labels are made here. */
    static final int IGNORED = -1;

    /** What takes a logit out of a softmax. */
    private static final float OUT_OF_SIGHT = -1e30f;

    private final Grid grid;

    /** The network's output as it was given; where voxels are masked, that of the whole batch. */
    private final NDArray given;

    /** The same on the host, if the loss is computed there; else null. */
    private final HostArray host;

    private final Activation activation;
    private final Targets targets;
    private final LabelArrays labelArrays;
    private final Map<Object, Object> shared = new HashMap<>();

    /** Where the input comes from if voxels of it are masked; null if none is. */
    private final MaskedImage masked;

    /**
     * Reads and checks the input of a loss.
     *
     * @param labels the label arrays, the first of them the labels, the others by name
     * @param predictions the network's output {@code [N, C, *S]}
     * @param activation the option {@code activation}
     * @param ignoreIndex the option {@code ignoreIndex}, may be null
     * @throws IllegalArgumentException if a shape, a type or a value does not fit
     */
    public LossInput(
            NDList labels, NDArray predictions, Activation activation, Integer ignoreIndex) {
        Shape shape = predictions.getShape();
        if (shape.dimension() < 3 || shape.size() == 0) {
            throw new IllegalArgumentException(
                    "predictions have shape "
                            + shape
                            + ": allowed is (N, C, *S) with at least one image, channel and voxel,"
                            + " and one spatial axis or more");
        }
        given = promote(predictions);
        host = null;
        int channels = Math.toIntExact(shape.get(1));
        this.activation = activation.resolve(channels);
        if (this.activation == Activation.SOFTMAX && channels == 1) {
            throw new IllegalArgumentException(
                    "activation = softmax with one channel gives 1 everywhere: use sigmoid or auto, or"
                            + " two channels");
        }
        grid = new Grid(shape);
        labelArrays = new LabelArrays(labels.subNDList(1), grid);
        LabelReader read = new LabelReader(labels.get(0), grid, ignoreIndex);
        targets = new Targets(read, labelArrays.ofVoxels(WEIGHT_MAP), grid);
        masked = null;
    }

    /** An image of a batch with labels of its own: masked on the engine, or numbers on the host. */
    private LossInput(
            LossInput batch,
            MaskedImage masked,
            FloatBuffer numbers,
            LabelReader labels,
            LabelArrays further) {
        this.masked = masked;
        given = batch.given;
        activation = batch.activation;
        grid = batch.grid.oneImage();
        labelArrays = further;
        targets = new Targets(labels, labelArrays.ofVoxels(WEIGHT_MAP), grid);
        host = numbers == null ? null : onHost(numbers);
    }

    /** The same input on the host, from the engine's numbers. */
    private LossInput(LossInput engine, FloatBuffer numbers) {
        given = engine.given;
        activation = engine.activation;
        grid = engine.grid;
        labelArrays = engine.labelArrays;
        targets = engine.targets;
        masked = null;
        host = onHost(numbers);
        engine.shared.forEach(
                (key, value) -> {
                    // Numbers are the same here, arrays and what holds them are not.
                    if (value instanceof Number || value instanceof float[]) {
                        shared.put(key, value);
                    }
                });
    }

    /** Lets go of the labels, of which nothing can be asked any more. */
    public void release() {
        targets.release();
    }

    private HostArray onHost(FloatBuffer numbers) {
        return HostArray.predictions(
                given.getManager(), numbers, grid.images, grid.classes, grid.voxels);
    }

    /**
     * Whether a formula of voxels and sums is computed on the host: for all arrays that it can read
     * at once, in the precision that it computes in. It takes a fraction of the calls, of the
     * memory and of the time ({@code docs/PERFORMANCE.md}). The property {@code org.segloss.host},
     * if false, decides otherwise.
     *
     * @return true on a CPU in single precision
     */
    public boolean hostPays() {
        return given.getDataType() == DataType.FLOAT32
                && !given.getDevice().isGpu()
                && masked == null
                && !"false".equals(System.getProperty("org.segloss.host"));
    }

    /**
     * Whether this is the input on the host.
     *
     * @return true if what it gives are arrays on the host
     */
    public boolean hosted() {
        return host != null;
    }

    /**
     * Computes a loss on the host, value and gradient at once.
     *
     * @param loss computes it by arrays on the host, from the input that it is handed
     * @return the loss on the engine
     */
    public NDArray onHost(Function<LossInput, NDArray> loss) {
        if (host != null) {
            return loss.apply(this);
        }
        NDArray[] result = new NDArray[1];
        EngineMemory.read(
                given,
                memory -> {
                    LossInput input = new LossInput(this, memory.asFloatBuffer());
                    HostArray value = (HostArray) loss.apply(input);
                    result[0] = ExternalGradient.scalar(given, value::solve);
                });
        return result[0];
    }

    /** The network's output {@code [N, C, V]}; where voxels are masked, of the whole batch. */
    private NDArray folded() {
        return host != null
                ? host
                : shared("folded", () -> given.reshape(grid.images, grid.classes, grid.voxels));
    }

    /**
     * Half precision loses the counts of a sum (the largest is 65504), so it is computed in single
     * precision. Adding a single-precision zero promotes and, other than a cast, keeps the
     * gradient.
     */
    private static NDArray promote(NDArray predictions) {
        return switch (predictions.getDataType()) {
            case FLOAT32, FLOAT64 -> predictions;
            case FLOAT16 ->
                    predictions.add(predictions.getManager().zeros(new Shape(1), DataType.FLOAT32));
            default ->
                    throw new IllegalArgumentException(
                            "predictions are "
                                    + predictions.getDataType()
                                    + ": allowed are float32, float64 and float16");
        };
    }

    /**
     * The labels on the host.
     *
     * @return the labels, with which voxels count and what they weigh
     */
    public Targets targets() {
        return targets;
    }

    /**
     * Whether the channels are the classes of one distribution.
     *
     * @return true for softmax, and for given probabilities with more than one channel; false where
     *     every channel is a binary task of its own
     */
    public boolean exclusive() {
        return activation.exclusive(targets.classes());
    }

    /**
     * The network's output before the activation.
     *
     * @return logits {@code [N, C, V]}; where the predictions are probabilities, their logarithms
     *     with exclusive classes, their log odds in channels that are tasks of their own
     */
    public NDArray logits() {
        if (activation != Activation.NONE) {
            return predictions();
        }
        return exclusive() ? logProbabilities() : logOdds();
    }

    /**
     * What every class has against all others, exact for logits of any size.
     *
     * @return \( \ln p - \ln (1 - p) \), {@code [N, C, V]}
     */
    public NDArray logOdds() {
        return activated(
                "logOdds",
                LossInput::logOdds,
                () ->
                        switch (activation) {
                            case NONE ->
                                    SafeMath.log(folded()).sub(SafeMath.log(folded().neg().add(1)));
                            case SIGMOID -> folded();
                            default -> host == null ? againstOthers() : host.logOdds();
                        });
    }

    /** Each logit less the logarithm of the summed exponentials of the others. */
    private NDArray againstOthers() {
        int classes = targets.classes();
        NDList odds = new NDList();
        for (int c = 0; c < classes; c++) {
            float[] own = new float[classes];
            own[c] = OUT_OF_SIGHT;
            NDArray others = folded().add(constant(own, 1, classes, 1)).logSoftmax(1);
            ClassSpan other = ClassSpan.one(c == 0 ? 1 : 0);
            // x - log softmax(x) is the logarithm of the sum, whichever x it is taken from.
            NDArray sum = other.of(folded()).sub(other.of(others));
            odds.add(ClassSpan.one(c).of(folded()).sub(sum));
        }
        return NDArrays.concat(odds, 1);
    }

    /**
     * Probabilities.
     *
     * @return p {@code [N, C, V]}
     */
    public NDArray probabilities() {
        return activated(
                "probabilities",
                LossInput::probabilities,
                () ->
                        switch (activation) {
                            case NONE -> folded();
                            case SIGMOID -> SafeMath.sigmoid(folded());
                            default ->
                                    host == null && shared.containsKey("logProbabilities")
                                            ? logProbabilities().exp()
                                            : folded().softmax(1);
                        });
    }

    /** What is made of the network's output; of an image with masked voxels that of its batch. */
    private NDArray activated(
            String name, Function<LossInput, NDArray> form, Supplier<NDArray> make) {
        return shared(name, masked == null ? make : () -> masked.of(name, form));
    }

    /**
     * The network's output.
     *
     * @return logits or probabilities {@code [N, C, V]}, whatever was given
     */
    public NDArray predictions() {
        return activated("predictions", LossInput::predictions, this::folded);
    }

    /**
     * Logarithms of the probabilities, exact for logits of any size.
     *
     * @return log p {@code [N, C, V]}
     */
    public NDArray logProbabilities() {
        return activated(
                "logProbabilities",
                LossInput::logProbabilities,
                () ->
                        switch (activation) {
                            case NONE -> SafeMath.log(folded());
                            case SIGMOID -> SafeMath.softplus(folded().neg()).neg();
                            default -> folded().logSoftmax(1);
                        });
    }

    /**
     * The cross entropy, before any weights.
     *
     * @return \( -g \ln p \) of each class, or the binary cross entropy of each channel that is a
     *     task of its own, {@code [N, C, V]}
     */
    public NDArray crossEntropy() {
        return exclusive()
                ? logProbabilities().neg().mul(labelMaps())
                : SafeMath.binaryCrossEntropy(logOdds(), labelMaps());
    }

    /**
     * The cross entropy for those who add it up over the classes.
     *
     * @return that of the labelled class alone {@code [N, 1, V]} where there is one, anything where
     *     ignored; else {@link #crossEntropy}
     */
    public NDArray totalCrossEntropy() {
        return exclusive() && targets.indexed()
                ? ofLabel(logProbabilities()).neg()
                : crossEntropy();
    }

    /**
     * What each voxel has of the class that it is labelled with.
     *
     * @param map values {@code [N, C, V]}
     * @return those of the labelled classes {@code [N, 1, V]}; of class 0 where ignored
     */
    public NDArray ofLabel(NDArray map) {
        int[] classes = targets.indices(0);
        if (host != null) {
            return ((HostArray) map).pick(classes);
        }
        NDArray index =
                shared("index", () -> constant(classes, targets.images(), 1, targets.voxels()));
        return map.get(new NDIndex().addAllDim(1).addPickDim(index));
    }

    /**
     * Mixes the classes of each voxel.
     *
     * @param matrix what each class of the result takes of every class, row by row
     * @param map values {@code [N, C, V]}
     * @return the mixed classes {@code [N, C, V]}
     */
    public NDArray mix(double[] matrix, NDArray map) {
        if (host != null) {
            return ((HostArray) map).mix(matrix);
        }
        double[] ofImages = new double[targets.images() * matrix.length];
        Arrays.setAll(ofImages, i -> matrix[i % matrix.length]);
        int classes = targets.classes();
        return constant(ofImages, targets.images(), classes, classes).matMul(map);
    }

    /**
     * The labels as maps, on the device.
     *
     * @return g {@code [N, C, V]}, 0 where ignored; a constant
     */
    public NDArray labelMaps() {
        return shared(
                "labelMaps",
                () -> {
                    int classes = targets.classes();
                    if (!targets.indexed()) {
                        return constant(
                                targets.maps(), targets.images(), classes, targets.voxels());
                    }
                    return host == null
                            ? oneHot(classes)
                            : host.oneHot(classes, targets.indices(classes));
                });
    }

    /** Indices are a fraction of the maps to bring over, and a comparison on the device is fast. */
    private NDArray oneHot(int classes) {
        int[] range = IntStream.range(0, classes).toArray();
        NDArray voxels = constant(targets.indices(IGNORED), targets.images(), 1, targets.voxels());
        return SafeMath.indicator(voxels.eq(constant(range, 1, classes, 1)), given);
    }

    /**
     * Which voxels count.
     *
     * @return 1 and 0, {@code [N, 1, V]}; null if all of them count
     */
    public NDArray validity() {
        return shared(
                "validity",
                () -> {
                    if (targets.allValid()) {
                        return null;
                    }
                    float[] valid = new float[targets.images() * targets.voxels()];
                    for (int i = 0; i < valid.length; i++) {
                        valid[i] = targets.ignored(i) ? 0f : 1f;
                    }
                    return constant(valid, targets.images(), 1, targets.voxels());
                });
    }

    /**
     * What voxels weigh.
     *
     * @return the label array {@code weight_map}, 1 without one, 0 where ignored; {@code [N, 1, V]}
     */
    public NDArray voxelWeights() {
        return shared(
                "voxelWeights",
                () -> {
                    float[] weights = new float[targets.images() * targets.voxels()];
                    for (int i = 0; i < weights.length; i++) {
                        weights[i] = targets.weight(i);
                    }
                    return constant(weights, targets.images(), 1, targets.voxels());
                });
    }

    /**
     * Takes the ignored voxels out of a map.
     *
     * @param map values {@code [N, C, V]}, or those of each class {@code [1, C, 1]}
     * @return the same for every voxel that counts, 0 where ignored
     */
    public NDArray counted(NDArray map) {
        return validity() == null ? map : map.mul(validity());
    }

    /**
     * Weighs the voxels of a map.
     *
     * @param map values {@code [N, K, V]}
     * @return the same times the weight of each voxel, 0 where ignored
     */
    public NDArray weighted(NDArray map) {
        return targets.unweighted() ? map : map.mul(voxelWeights());
    }

    /**
     * Probabilities on the host, for what is computed outside the engine; they carry no gradient.
     *
     * @return p {@code [N, C, V]}, 0 where ignored; not to be changed
     */
    public double[] hostProbabilities() {
        return shared("hostProbabilities", () -> HostArrays.doubles(counted(probabilities())));
    }

    /**
     * A copy on the host that is not made of doubles where the numbers are none.
     *
     * @param array any numbers
     * @return the number of each place, which carries no gradient
     */
    public static IntToDoubleFunction reader(NDArray array) {
        return HostArrays.reader(array);
    }

    /**
     * A copy on the host, in single precision.
     *
     * @param array any numbers
     * @return the same numbers, which carry no gradient
     */
    public static float[] floats(NDArray array) {
        return HostArrays.floats(array);
    }

    /**
     * What the predictions decide.
     *
     * @return the decided regions, on the host
     */
    public Decisions decisions() {
        return shared(
                "decisions",
                () -> new Decisions(targets, HostArrays.floats(logits()), exclusive()));
    }

    /**
     * What is more likely than not.
     *
     * @return the regions of probabilities above one half, on the host; with exclusive classes a
     *     voxel may belong to none of them
     */
    public Decisions likely() {
        return shared(
                "likely",
                () -> new Decisions(targets, HostArrays.floats(probabilities().sub(0.5)), false));
    }

    /**
     * A further label array with a number for every class and voxel.
     *
     * @param name its name
     * @param perVoxel whether it may have one number a voxel instead, where classes are exclusive
     *     or alone
     * @return the numbers {@code [N, C, V]} or {@code [N, V]}, or null if there is no such array
     * @throws IllegalArgumentException if its shape is another one, or a number is not finite
     */
    public float[] labelArray(String name, boolean perVoxel) {
        boolean one = exclusive() || targets.classes() == 1;
        return shared(name, () -> labelArrays.ofClasses(name, perVoxel && one));
    }

    /**
     * A further label array with any number of channels, such as the image itself.
     *
     * @param name its name
     * @return its numbers {@code [N, channels, V]}, 0 where ignored; a constant
     * @throws IllegalArgumentException if images or spatial axes are not those of the predictions,
     *     or a number is not finite
     */
    public NDArray channels(String name) {
        float[] numbers = labelArrays.ofChannels(name);
        int channels = numbers.length / targets.images() / targets.voxels();
        return counted(constant(numbers, targets.images(), channels, targets.voxels()));
    }

    /**
     * A further label array with a number for every voxel.
     *
     * @param name its name
     * @return the numbers {@code [N, V]}, or null if there is no such array
     * @throws IllegalArgumentException if its shape is not that of a label array, or a number is
     *     negative or not finite
     */
    public float[] voxelArray(String name) {
        return labelArrays.ofVoxels(name);
    }

    /**
     * Brings a constant to the device, in the type of the predictions.
     *
     * @param data the values
     * @param shape their shape
     * @return an array that lives as long as the evaluation
     */
    public NDArray constant(float[] data, long... shape) {
        if (host != null) {
            return host.constant(data, new Shape(shape));
        }
        if (given.getDataType() == DataType.FLOAT32) {
            return EngineMemory.create(manager(), data, new Shape(shape));
        }
        double[] doubles = new double[data.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = data[i];
        }
        return EngineMemory.create(manager(), doubles, new Shape(shape));
    }

    /**
     * Brings a few exact numbers to the device, in the type of the predictions.
     *
     * @param data the values
     * @param shape their shape
     * @return an array that lives as long as the evaluation
     */
    public NDArray constant(double[] data, long... shape) {
        if (host != null) {
            return host.constant(data, new Shape(shape));
        }
        if (given.getDataType() == DataType.FLOAT64) {
            return EngineMemory.create(manager(), data, new Shape(shape));
        }
        float[] floats = new float[data.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) data[i];
        }
        return EngineMemory.create(manager(), floats, new Shape(shape));
    }

    /**
     * Brings indices to the device.
     *
     * @param data the indices
     * @param shape their shape
     * @return an array that lives as long as the evaluation
     */
    public NDArray constant(int[] data, long... shape) {
        return EngineMemory.create(manager(), data, new Shape(shape));
    }

    /**
     * Brings maps to the device.
     *
     * @param rows how many there are
     * @param source writes stretches of them; asked for from several threads
     * @return the maps {@code [N, rows, V]}
     */
    public NDArray map(int rows, HostArray.Source source) {
        if (host != null) {
            return host.map(rows, source);
        }
        int voxels = targets.voxels();
        float[] maps = new float[targets.images() * rows * voxels];
        IntStream.range(0, targets.images())
                .parallel()
                .forEach(
                        n -> {
                            float[][] image = new float[rows][voxels];
                            source.fill(n, 0, image, voxels);
                            for (int row = 0; row < rows; row++) {
                                System.arraycopy(
                                        image[row], 0, maps, (n * rows + row) * voxels, voxels);
                            }
                        });
        return constant(maps, targets.images(), rows, voxels);
    }

    /**
     * Brings maps to the device, those of each image and class.
     *
     * @param maps as many for each image, one image after the other; not to be changed
     * @return the maps {@code [N, K, V]}
     */
    public NDArray constant(float[][] maps) {
        int rows = maps.length / targets.images();
        return map(rows, HostArray.Source.of(rows, maps));
    }

    /** The voxels of a class in an image. */
    public interface Regions {
        /**
         * Finds them.
         *
         * @param n the image
         * @param c the class
         * @return its voxels
         */
        BitSet of(int n, int c);
    }

    /**
     * Brings masks to the device.
     *
     * @param regions the mask of each class in each image, asked for from several threads
     * @return 1 and 0, {@code [N, C, V]}
     */
    public NDArray constant(Regions regions) {
        int classes = targets.classes();
        int voxels = targets.voxels();
        float[] masks = new float[targets.images() * classes * voxels];
        IntStream.range(0, masks.length / voxels)
                .parallel()
                .forEach(
                        i ->
                                regions.of(i / classes, i % classes).stream()
                                        .forEach(v -> masks[i * voxels + v] = 1));
        return constant(masks, targets.images(), classes, voxels);
    }

    /**
     * One image on the engine with other labels, and with predictions of which some are not to be
     * seen.
     *
     * @param n the image
     * @param labels its labels
     * @param visible 1 for voxels to be seen, 0 for masked ones, {@code [V]}
     * @param outputs what masked voxels are taken for, {@code [C]}
     * @param scope the manager that owns what is made of it
     * @return an input that shares the activation with this one
     */
    LossInput image(int n, LabelReader labels, float[] visible, float[] outputs, NDManager scope) {
        MaskedImage image = new MaskedImage(this, n, visible, outputs, scope);
        return new LossInput(this, image, null, labels, labelArrays.image(n, scope));
    }

    /**
     * One image on the host with other labels and predictions.
     *
     * @param n the image
     * @param labels its labels
     * @param numbers its predictions {@code [C, V]}
     * @param scope the manager that owns what is made of it
     * @return an input whose slopes are not those of this one
     */
    LossInput image(int n, LabelReader labels, FloatBuffer numbers, NDManager scope) {
        return new LossInput(this, null, numbers, labels, labelArrays.image(n, scope));
    }

    /** What is made of the network's output. */
    Activation activation() {
        return activation;
    }

    /**
     * The foreground of an image.
     *
     * @param n the image
     * @return the voxels of every class but the background, or of any channel where they are tasks
     *     of their own
     */
    public BitSet foreground(int n) {
        BitSet foreground = new BitSet(targets.voxels());
        for (int c = exclusive() ? 1 : 0; c < targets.classes(); c++) {
            foreground.or(targets.region(n, c));
        }
        return foreground;
    }

    /**
     * The foreground as one class, with the largest logit of its classes; where they are exclusive,
     * against the background's.
     *
     * @return an input with one channel, whose arrays live as long as those of this one
     */
    public LossInput merged() {
        int voxels = targets.voxels();
        float[] labels = new float[targets.images() * voxels];
        for (int n = 0; n < targets.images(); n++) {
            BitSet foreground = foreground(n);
            for (int v = 0, i = n * voxels; v < voxels; v++, i++) {
                labels[i] = targets.ignored(i) ? IGNORED : foreground.get(v) ? 1 : 0;
            }
        }
        NDList list = new NDList(unfold(constant(labels, targets.images(), 1, voxels), false));
        list.addAll(labelArrays.all());
        int first = exclusive() ? 1 : 0;
        ClassSpan classes = new ClassSpan(first, targets.classes());
        NDArray rows = classes.of(logits()).transpose(0, 2, 1);
        NDArray largest = SafeMath.max(rows).transpose(0, 2, 1);
        NDArray odds = exclusive() ? largest.sub(ClassSpan.one(0).of(logits())) : largest;
        return new LossInput(list, unfold(odds, false), Activation.SIGMOID, IGNORED);
    }

    /**
     * Gives a map its spatial axes back.
     *
     * @param map values {@code [N, K, V]}
     * @param dropChannel whether K is one and its axis goes
     * @return the map {@code [N, K, *S]}, or {@code [N, *S]}
     */
    public NDArray unfold(NDArray map, boolean dropChannel) {
        Shape head = map.getShape().slice(0, dropChannel ? 1 : 2);
        long[] spatial = IntStream.of(targets.spatialShape()).asLongStream().toArray();
        return map.reshape(head.addAll(new Shape(spatial)));
    }

    /**
     * The manager that owns what one evaluation makes.
     *
     * @return a manager that is closed at the end of the evaluation
     */
    public NDManager manager() {
        return masked == null ? given.getManager() : masked.seen().getManager();
    }

    /**
     * Computes something once per evaluation.
     *
     * @param <T> its type
     * @param key what it is, unique within an evaluation
     * @param make computes it
     * @return the value, the same for every caller
     */
    @SuppressWarnings("unchecked")
    public <T> T shared(Object key, Supplier<T> make) {
        // Not computeIfAbsent: making one form may ask for another.
        if (!shared.containsKey(key)) {
            shared.put(key, make.get());
        }
        return (T) shared.get(key);
    }
}
