package org.segloss.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every formula stands here twice: as it runs on the host, and as a plain evaluation in double that
 * shares nothing with it. Slopes are compared with central differences of the plain one.
 */
class HostArrayTest {

    /** Voxels beside the ends of the blocks. */
    private static final int[] EDGES = {0, 1022, 1023, 1024, 2047, 2048, 2999};

    /** Images, classes, voxels: a part of a block, whole blocks, and one voxel more and less. */
    private static final List<Grid> GRIDS =
            List.of(
                    new Grid(1, 1, 1),
                    new Grid(3, 4, 1),
                    new Grid(3, 1, 31),
                    new Grid(3, 4, 31),
                    new Grid(1, 1, 1023),
                    new Grid(3, 1, 1024),
                    new Grid(3, 4, 1025),
                    new Grid(1, 4, 3000));

    /** With as many predictions or fewer, the slope of each of them is checked by itself. */
    private static final int FEW = 400;

    private static final double STEP = 1e-5;

    private static final double VALUE_ERROR = 2e-6;

    private static final double SLOPE_ERROR = 1e-5;

    /** Of each of many slopes that are added up. */
    private static final double SHARED_ERROR = 2e-7;

    private static final float LAST_DIGITS = 1e-6f;

    /** Slopes that are less come from larger ones that cancel. */
    private static final double SMALL_SLOPE = 0.05;

    private static final int[] ROWS = {1};

    private static final int[] VOXELS = {2};

    private static final Shape NONE = new Shape();

    private static final List<Operation> OPERATIONS =
            Stream.of(arithmetic(), ofMaps(), ofLogits(), ofNumbers(), ofSeveralPasses())
                    .flatMap(List::stream)
                    .toList();

    private static List<Operation> operations() {
        return OPERATIONS;
    }

    /** Each operation with each kind of array, from the left and from the right. */
    private static List<Operation> arithmetic() {
        List<Pair> pairs =
                List.of(
                        new Pair("+", NDArray::add, Double::sum),
                        new Pair("-", NDArray::sub, (a, b) -> a - b),
                        new Pair("*", NDArray::mul, (a, b) -> a * b),
                        new Pair("/", NDArray::div, (a, b) -> a / b));
        List<Operand> operands =
                List.of(
                        new Operand("itself", g -> g.x, g -> g.x),
                        new Operand("map", g -> g.map, g -> g.map),
                        new Operand("row", g -> g.row, g -> g.row),
                        new Operand("shared map", g -> g.shared, g -> g.shared),
                        new Operand("numbers", g -> g.perImage, g -> g.perImage),
                        new Operand("numbers of classes", g -> g.perClass, g -> g.perClass),
                        new Operand("number", g -> g.single, g -> g.single),
                        new Operand("row sum", g -> g.x.sum(ROWS, true), g -> g.x.rowSum()),
                        new Operand("means", HostArrayTest::mean, g -> g.x.mean()),
                        new Operand(
                                "means of images",
                                g -> mean(g).sum(ROWS, true),
                                g -> g.x.mean().rowSum()),
                        new Operand("mean", g -> mean(g).sum(), g -> g.x.mean().total()));
        List<Operation> all = new ArrayList<>();
        for (Pair pair : pairs) {
            for (Operand operand : operands) {
                all.add(
                        positive(
                                "x " + pair.name + " " + operand.name,
                                g -> pair.host.apply(g.x, operand.host.apply(g)),
                                g -> g.x.with(operand.naive.apply(g), pair.naive)));
                all.add(
                        positive(
                                operand.name + " " + pair.name + " x",
                                g -> pair.host.apply(operand.host.apply(g), g.x),
                                g -> operand.naive.apply(g).with(g.x, pair.naive)));
            }
        }
        for (Operand operand : operands) {
            all.add(
                    positive(
                            "mean of x * " + operand.name,
                            g -> g.x.mul(operand.host.apply(g)).sum(VOXELS).mul(1.0 / g.v()),
                            g -> g.x.times(operand.naive.apply(g)).mean()));
            all.add(
                    positive(
                            operand.name + " * x, and its mean",
                            g -> {
                                NDArray product = operand.host.apply(g).mul(g.x);
                                return product.add(product.sum(VOXELS, true).mul(1.0 / g.v()));
                            },
                            g -> {
                                Field product = operand.naive.apply(g).times(g.x);
                                return product.plus(product.mean());
                            }));
        }
        all.add(positive("x + 0.3", g -> g.x.add(0.3), g -> g.x.each(x -> x + 0.3)));
        all.add(positive("x - 0.3", g -> g.x.sub(0.3), g -> g.x.each(x -> x - 0.3)));
        all.add(positive("x * -1.7", g -> g.x.mul(-1.7), g -> g.x.each(x -> x * -1.7)));
        return all;
    }

    /** Voxel by voxel. */
    private static List<Operation> ofMaps() {
        List<Operation> all = new ArrayList<>();
        for (double k : new double[] {-1.5, -1, 0, 0.5, 1, 2, 3.25}) {
            all.add(positive("pow " + k, g -> g.x.pow(k), g -> g.x.each(x -> Math.pow(x, k))));
        }
        all.add(positive("pow of array", g -> g.x.pow(number(g, 2.5)), g -> power(g.x, 2.5)));
        all.add(positive("sqrt", g -> g.x.sqrt(), g -> g.x.each(Math::sqrt)));
        all.add(signed("sign", g -> g.x.sign().mul(g.x), g -> g.x.each(Math::abs)));
        all.add(positive("log", g -> g.x.log(), g -> g.x.each(Math::log)));
        all.add(signed("neg", g -> g.x.neg(), g -> g.x.each(x -> -x)));
        all.add(signed("square", g -> g.x.square(), g -> g.x.each(x -> x * x)));
        all.add(signed("exp", g -> g.x.exp(), g -> g.x.each(Math::exp)));
        all.add(signed("abs", g -> g.x.abs(), g -> g.x.each(Math::abs)));
        all.add(signed("tanh", g -> g.x.tanh(), g -> g.x.each(Math::tanh)));
        all.add(signed("clip", g -> g.x.clip(-0.5, 1.25), g -> clip(g.x, -0.5, 1.25)));
        all.add(signed("relu", g -> host(g.x).relu(), g -> g.x.each(x -> Math.max(x, 0))));
        all.add(
                signed(
                        "stopGradient",
                        g -> g.x.stopGradient().mul(g.x),
                        g -> g.stopped.times(g.x)));
        all.add(
                signed(
                        "eq",
                        g ->
                                g.x.eq(g.grid.predictions(Domain.SIGNED)[0])
                                        .add(g.labels.eq(2).mul(3)),
                        g -> equal(g.stopped, g.stopped.at[0]).plus(equal(g.labels, 2).times(3))));
        all.add(signed("row sum", g -> g.x.sum(ROWS, true), g -> g.x.rowSum()));
        all.add(signed("pick", g -> host(g.x).pick(g.grid.index), g -> g.x.pick(g.grid.index)));
        all.add(signed("largest", g -> host(g.x).largest(), g -> g.x.largest()));
        for (int rows : new int[] {1, 2, 5}) {
            all.add(
                    signed(
                            "mix to " + rows,
                            g -> host(g.x).mix(g.grid.matrix(rows)),
                            g -> g.x.mix(g.grid.matrix(rows))));
        }
        all.add(
                signed(
                        "first row by last",
                        g -> g.x.get(columns(0, 1)).mul(g.x.get(columns(g.k() - 1, g.k()))),
                        g -> g.x.rows(0, 1).times(g.x.rows(g.k() - 1, g.k()))));
        all.add(
                signed(
                        "rows from the second",
                        g -> g.x.get(columns(g.k() / 2, g.k())),
                        g -> g.x.rows(g.k() / 2, g.k())));
        all.add(signed("labels", g -> g.x.mul(oneHot(g)), g -> g.x.times(g.grid.oneHot())));
        all.add(
                signed(
                        "mean of what is labelled, and of labels",
                        g -> {
                            NDArray labels = oneHot(g);
                            NDArray hits = g.x.mul(labels).sum(VOXELS);
                            NDArray ofRow = g.row.mul(labels).sum(VOXELS);
                            NDArray counts = labels.sum(VOXELS);
                            return hits.mul(counts).add(ofRow.mul(hits)).mul(1.0 / g.v() / g.v());
                        },
                        g -> {
                            Field labels = g.grid.oneHot();
                            Field hits = g.x.times(labels).mean();
                            return hits.times(labels.mean())
                                    .plus(g.row.times(labels).mean().times(hits));
                        }));
        all.add(signed("reshape to itself", g -> g.x.reshape(g.x.getShape()), g -> g.x));
        all.add(
                signed(
                        "constants",
                        g -> g.map.mul(g.row).add(g.shared).mul(g.x).add(g.map),
                        g -> g.map.times(g.row).plus(g.shared).times(g.x).plus(g.map)));
        return all;
    }

    private static HostArray oneHot(Given<NDArray> g) {
        return host(g.x).oneHot(g.k(), g.grid.someLabelled());
    }

    /** What holds for logits of any size. */
    private static List<Operation> ofLogits() {
        List<Operation> all = new ArrayList<>();
        for (Domain domain : List.of(Domain.SIGNED, Domain.LARGE)) {
            all.add(
                    new Operation(
                            "softplus", domain, g -> host(g.x).softplus(), g -> softplus(g.x)));
            all.add(
                    new Operation(
                            "binary cross entropy",
                            domain,
                            g -> host(g.x).binaryCrossEntropy(g.map.square(), g.row.square()),
                            g ->
                                    softplus(g.x.times(-1))
                                            .times(square(g.map))
                                            .plus(softplus(g.x).times(square(g.row)))));
            all.add(
                    new Operation(
                            "sigmoid",
                            domain,
                            g -> host(g.x).sigmoid(),
                            g -> g.x.each(x -> 1 / (1 + Math.exp(-x)))));
            all.add(new Operation("softmax", domain, g -> g.x.softmax(1), g -> g.x.softmax()));
            all.add(
                    new Operation(
                            "logSoftmax",
                            domain,
                            g -> g.x.logSoftmax(1),
                            g -> g.x.minus(g.x.logSumExp())));
            all.add(
                    new Operation(
                            "log odds",
                            domain,
                            // Two rows more, as nothing is against a single one.
                            g -> host(host(g.x).mix(g.grid.matrix(g.k() + 2))).logOdds(),
                            g -> g.x.mix(g.grid.matrix(g.k() + 2)).logOdds()));
            all.add(
                    new Operation(
                            "binary cross entropy of log odds",
                            domain,
                            g -> {
                                HostArray x = host(host(g.x).mix(g.grid.matrix(g.k() + 2)));
                                return x.logOdds()
                                        .binaryCrossEntropy(
                                                g.row.square(), x.stopGradient().square());
                            },
                            g -> {
                                double[] matrix = g.grid.matrix(g.k() + 2);
                                Field odds = g.x.mix(matrix).logOdds();
                                return softplus(odds.times(-1))
                                        .times(square(g.row))
                                        .plus(softplus(odds).times(square(g.stopped.mix(matrix))));
                            }));
        }
        all.add(
                signed(
                        "log odds by logits",
                        g -> {
                            HostArray logits = host(host(g.x).mix(g.grid.matrix(3)));
                            return logits.logOdds().mul(logits);
                        },
                        g -> {
                            Field logits = g.x.mix(g.grid.matrix(3));
                            return logits.logOdds().times(logits);
                        }));
        all.add(
                signed(
                        "entropy",
                        g -> g.x.softmax(1).mul(g.x.logSoftmax(1)).sum(ROWS, true),
                        g -> g.x.softmax().times(g.x.minus(g.x.logSumExp())).rowSum()));
        all.add(
                signed(
                        "two of the same softmax",
                        g -> g.x.softmax(1).mul(g.x.softmax(1)),
                        g -> g.x.softmax().times(g.x.softmax())));
        all.add(
                signed(
                        "two softmaxes",
                        g -> g.x.softmax(1).sub(g.x.mul(-2).softmax(1)).square(),
                        g -> square(g.x.softmax().minus(g.x.times(-2).softmax()))));
        all.add(
                signed(
                        "softmax of softmax",
                        g -> g.x.softmax(1).mul(5).softmax(1),
                        g -> g.x.softmax().times(5).softmax()));
        all.add(
                signed(
                        "logSoftmax of softmax",
                        g -> g.x.softmax(1).logSoftmax(1).mul(g.x),
                        g -> g.x.softmax().minus(g.x.softmax().logSumExp()).times(g.x)));
        all.add(
                signed(
                        "softmax of some rows",
                        g -> g.x.get(columns(g.k() / 2, g.k())).softmax(1),
                        g -> g.x.rows(g.k() / 2, g.k()).softmax()));
        all.add(
                signed(
                        "pick of both",
                        g ->
                                host(g.x.logSoftmax(1))
                                        .pick(g.grid.index)
                                        .mul(
                                                host(g.x.softmax(1))
                                                        .pick(g.grid.index)
                                                        .sub(1)
                                                        .square()),
                        g ->
                                g.x.minus(g.x.logSumExp())
                                        .pick(g.grid.index)
                                        .times(square(g.x.softmax().pick(g.grid.index).plus(-1)))));
        all.add(
                signed(
                        "largest of mixed softmax",
                        g -> host(host(g.x.softmax(1)).mix(g.grid.matrix(3))).largest(),
                        g -> g.x.softmax().mix(g.grid.matrix(3)).largest()));
        all.add(
                signed(
                        "logits less the largest",
                        g -> g.x.sub(host(g.x).largest().stopGradient()).exp(),
                        g -> g.x.minus(g.stopped.largest()).each(Math::exp)));
        return all;
    }

    /** Between sums over the voxels. */
    private static List<Operation> ofNumbers() {
        List<Operation> all = new ArrayList<>();
        List<Operation> each =
                List.of(
                        positive("pow 2.5", g -> g.x.pow(2.5), g -> power(g.x, 2.5)),
                        positive("pow -1", g -> g.x.pow(-1), g -> power(g.x, -1)),
                        positive("pow array", g -> g.x.pow(number(g, 3)), g -> power(g.x, 3)),
                        positive("sqrt", g -> g.x.sqrt(), g -> g.x.each(Math::sqrt)),
                        positive("log", g -> g.x.log(), g -> g.x.each(Math::log)),
                        signed("exp", g -> g.x.exp(), g -> g.x.each(Math::exp)),
                        signed("square", g -> g.x.square(), g -> square(g.x)),
                        signed("neg", g -> g.x.neg(), g -> g.x.times(-1)),
                        signed("abs", g -> g.x.sub(0.1).abs(), g -> g.x.plus(-0.1).each(Math::abs)),
                        signed(
                                "sign",
                                g -> g.x.sub(0.1).sign().mul(g.x),
                                g -> g.stopped.plus(-0.1).each(Math::signum).times(g.x)),
                        signed("clip", g -> g.x.clip(-0.2, 0.3), g -> clip(g.x, -0.2, 0.3)),
                        signed(
                                "relu",
                                g -> host(g.x.sub(0.1)).relu(),
                                g -> g.x.each(x -> Math.max(x - 0.1, 0))),
                        signed("stop", g -> g.x.stopGradient().mul(g.x), g -> g.stopped.times(g.x)),
                        signed("add", g -> g.x.add(0.3).mul(g.x), g -> g.x.plus(0.3).times(g.x)),
                        signed("mul", g -> g.x.mul(1.7).mul(g.x), g -> g.x.times(g.x.times(1.7))),
                        positive(
                                "by own sum",
                                g -> g.x.div(g.x.sum(ROWS, true)),
                                g -> g.x.over(g.x.rowSum())),
                        positive(
                                "sum by own",
                                g -> g.x.sum(new int[] {0, 1}, true).sub(1).div(g.x),
                                g -> g.x.rowSum().imageSum().plus(-1).over(g.x)),
                        positive(
                                "over images",
                                g -> g.x.mul(g.x.sum(new int[] {0}, true)),
                                g -> g.x.times(g.x.imageSum())),
                        signed("of classes", g -> g.x.mul(g.perClass), g -> g.x.times(g.perClass)),
                        signed("of a number", g -> g.single.sub(g.x), g -> g.single.minus(g.x)));
        for (Operation operation : each) {
            all.add(
                    new Operation(
                            operation.name + " of means",
                            operation.domain,
                            g -> {
                                // Added to the means, so that these have slopes from there too.
                                NDArray mean = mean(g);
                                Given<NDArray> of = g.with(mean, mean.stopGradient());
                                return operation.host.apply(of).add(mean.mul(0.5));
                            },
                            g -> {
                                Given<Field> of = g.with(g.x.mean(), g.stopped.mean());
                                return operation.naive.apply(of).plus(of.x.times(0.5));
                            }));
        }
        all.add(positive("sum", g -> g.x.sum(), g -> g.x.total()));
        all.add(positive("voxel sum", g -> g.x.sum(VOXELS), g -> g.x.voxelSum()));
        all.add(positive("kept voxel sum", g -> g.x.sum(VOXELS, true), g -> g.x.voxelSum()));
        all.add(positive("most", g -> g.x.max(VOXELS).mul(g.x.sum(VOXELS)), g -> most(g, false)));
        all.add(positive("kept most", g -> g.x.sub(g.x.max(VOXELS, true)), g -> most(g, true)));
        all.add(
                positive(
                        "sum of sums",
                        g -> g.x.sum(VOXELS).sum(ROWS),
                        g -> g.x.voxelSum().rowSum()));
        all.add(
                positive(
                        "columns",
                        g ->
                                g.x.sum(VOXELS)
                                        .get(columns(g.k() / 2, g.k()))
                                        .mul(g.x.sum(VOXELS).get(columns(0, 1))),
                        g ->
                                g.x.voxelSum()
                                        .rows(g.k() / 2, g.k())
                                        .times(g.x.voxelSum().rows(0, 1))));
        all.add(
                positive(
                        "reshape",
                        g ->
                                g.x.sum(VOXELS)
                                        .reshape(new Shape((long) g.grid.images * g.k()))
                                        .square(),
                        g -> square(g.x.voxelSum())));
        all.add(
                positive(
                        "expandDims",
                        g -> g.x.mul(g.x.sum(VOXELS).expandDims(2)),
                        g -> g.x.times(g.x.voxelSum())));
        all.add(
                positive(
                        "expandDims at the front",
                        // [1, N, K] times [N, K]
                        g ->
                                g.x.sum(VOXELS)
                                        .expandDims(0)
                                        .mul(g.x.sum(VOXELS))
                                        .reshape(new Shape(g.grid.images, g.k())),
                        g -> square(g.x.voxelSum())));
        return all;
    }

    /** Sums that go back into maps. */
    private static List<Operation> ofSeveralPasses() {
        return List.of(
                signed("centred", g -> g.x.sub(mean(g)), g -> g.x.minus(g.x.mean())),
                signed(
                        "variance",
                        g -> g.x.sub(mean(g)).square().sum(VOXELS),
                        g -> square(g.x.minus(g.x.mean())).voxelSum()),
                signed(
                        "standardised",
                        g -> {
                            NDArray centred = g.x.sub(mean(g));
                            NDArray variance = centred.square().sum(VOXELS, true).mul(1.0 / g.v());
                            return centred.div(variance.add(0.1).sqrt());
                        },
                        g -> {
                            Field centred = g.x.minus(g.x.mean());
                            return centred.over(power(square(centred).mean().plus(0.1), 0.5));
                        }),
                signed(
                        "third moment of what is standardised by both",
                        g -> {
                            NDArray centred = g.x.mul(g.row).sub(mean(g));
                            NDArray sum = centred.square().sum(ROWS, true).sum(VOXELS, true);
                            NDArray scaled =
                                    centred.div(sum.mul(1.0 / g.v()).add(1)).add(g.x.exp());
                            NDArray third = scaled.mul(scaled.square()).sum(VOXELS);
                            return third.mul(g.x.sum(VOXELS)).mul(1.0 / g.v() / g.v());
                        },
                        g -> {
                            Field centred = g.x.times(g.row).minus(g.x.mean());
                            Field sum = square(centred).rowSum().mean();
                            Field scaled = centred.over(sum.plus(1)).plus(g.x.each(Math::exp));
                            return scaled.times(square(scaled)).mean().times(g.x.mean());
                        }),
                signed(
                        "centred by a single number",
                        g -> g.x.sub(g.x.sum().mul(1.0 / g.x.size())).square(),
                        g -> square(g.x.minus(g.x.total().times(1.0 / g.x.at.length)))),
                signed(
                        "one row by numbers of classes",
                        g -> g.x.sum(ROWS, true).mul(mean(g)).sub(g.perClass),
                        g -> g.x.rowSum().times(g.x.mean()).minus(g.perClass)),
                signed(
                        "number less map",
                        g -> mean(g).sub(g.x).mul(g.row),
                        g -> g.x.mean().minus(g.x).times(g.row)),
                signed(
                        "log of summed exponentials",
                        g -> {
                            NDArray most = g.x.max(VOXELS, true);
                            return g.x.sub(most).exp().sum(VOXELS, true).log().add(most);
                        },
                        g -> g.x.each(Math::exp).voxelSum().each(Math::log)),
                signed(
                        "softmax over its mean",
                        g -> {
                            NDArray p = g.x.softmax(1);
                            return p.div(p.sum(VOXELS, true).mul(1.0 / g.v()).add(0.1));
                        },
                        g -> g.x.softmax().over(g.x.softmax().mean().plus(0.1))),
                signed(
                        "variance of a softmax, twice",
                        g -> {
                            NDArray p = g.x.softmax(1);
                            NDArray centred = p.sub(p.sum(VOXELS, true).mul(1.0 / g.v()));
                            NDArray variance = centred.square().sum(VOXELS, true).mul(1.0 / g.v());
                            return p.mul(variance).add(centred.mul(g.x.softmax(1)));
                        },
                        g -> {
                            Field p = g.x.softmax();
                            Field centred = p.minus(p.mean());
                            return p.times(square(centred).mean()).plus(centred.times(p));
                        }),
                signed(
                        "softmax that only a later pass asks for",
                        g -> g.x.softmax(1).mul(mean(g).exp()),
                        g -> g.x.softmax().times(g.x.mean().each(Math::exp))),
                signed(
                        "softmax of centred logits",
                        g -> {
                            HostArray centred = host(g.x.sub(mean(g).mul(g.perClass)));
                            return centred.softmax(1).mul(centred.logSoftmax(1));
                        },
                        g -> {
                            Field centred = g.x.minus(g.x.mean().times(g.perClass));
                            return centred.softmax().times(centred.minus(centred.logSumExp()));
                        }),
                signed(
                        "overlap",
                        g -> {
                            NDArray p = g.x.softmax(1);
                            NDArray both = p.mul(g.shared.square()).sum(VOXELS);
                            NDArray sizes = p.square().add(g.map.square()).sum(VOXELS);
                            return both.mul(2).add(1).div(sizes.add(1));
                        },
                        g -> {
                            Field p = g.x.softmax();
                            Field both = p.times(square(g.shared)).voxelSum();
                            Field sizes = square(p).plus(square(g.map)).voxelSum();
                            return both.times(2).plus(1).over(sizes.plus(1));
                        }),
                signed(
                        "filtered twice, beside what was not",
                        g -> {
                            HostArray once = reversed(host(g.x.softmax(1)));
                            return reversed(once).mul(once).add(g.x.mul(mean(g)));
                        },
                        g -> {
                            Field once = square(reversed(g.x.softmax()));
                            return square(reversed(once)).times(once).plus(g.x.times(g.x.mean()));
                        }),
                signed(
                        "filtered by what a filter found",
                        g -> {
                            NDArray once = reversed(host(g.x));
                            NDArray centred = once.sub(once.sum(VOXELS, true).mul(1.0 / g.v()));
                            return reversed(host(centred)).mul(g.map);
                        },
                        g -> {
                            Field once = square(reversed(g.x));
                            return square(reversed(once.minus(once.mean()))).times(g.map);
                        }),
                signed(
                        "half of the voxels",
                        g -> firstHalf(host(g.x)).square().sum(VOXELS),
                        g -> square(firstHalf(g.x)).voxelSum()),
                signed(
                        "kept",
                        g -> host(g.x.exp()).kept().mul(mean(g)).add(host(g.x).kept()),
                        g -> g.x.each(Math::exp).times(g.x.mean()).plus(g.x)),
                signed(
                        "weights of a mean without slope",
                        g -> g.x.mul(mean(g).stopGradient()).mul(g.x.stopGradient().sub(mean(g))),
                        g -> g.x.times(g.stopped.mean()).times(g.stopped.minus(g.x.mean()))));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void equalsANaiveEvaluation(Operation operation) {
        for (Grid grid : GRIDS) {
            HostArray result = operation.of(grid);
            Field expected = operation.naive(grid);
            String what = operation + ", " + grid;
            assertEquals(expected.at.length, result.size(), what);
            if (result.getShape().dimension() == 3) {
                assertEquals(expected.shape(), result.getShape(), what);
            }
            float[] values = result.toFloatArray();
            double unit = operation.unit(expected);
            for (int i = 0; i < values.length; i++) {
                double size = Math.max(Math.abs(expected.at[i]), unit);
                assertEquals(expected.at[i], values[i], VALUE_ERROR * size, what);
            }
        }
    }

    /** Of a sum, which takes as few passes as can be, and of what is no sum. */
    @ParameterizedTest
    @MethodSource("operations")
    void hasTheSlopesOfFiniteDifferences(Operation operation) {
        for (Grid grid : GRIDS) {
            Field naive = operation.naive(grid);
            double[] weights = weights(naive.at.length);
            double[] differences = operation.differences(grid, weights);
            double sum = naive.dot(weights);
            double size = operation.size(grid);
            String what = operation + ", " + grid;

            Solution curved = new Solution(curved(operation.of(grid), size), grid.size());
            double value = Math.exp(sum / size);
            assertEquals(value, curved.value, VALUE_ERROR * value, what);
            checkSlopes(grid, differences, value / size, curved.slopes, what + ", curved");

            // The predictions have slopes from elsewhere too, which arrive before these.
            Given<NDArray> given = grid.onHost(operation.domain);
            HostArray loss = host(weighted(operation.of(given)).add(weighted(host(given.x))));
            Solution solution = new Solution(loss, grid.size());
            double[] further = weights(grid.size());
            double total = sum + grid.naive(operation.domain).dot(further);
            double unit = size + grid.naive(operation.domain).each(Math::abs).total().at[0];
            assertEquals(total, solution.value, VALUE_ERROR * unit, what);
            for (int i = 0; i < differences.length; i++) {
                for (int k : grid.probes.get(i)) {
                    differences[i] += sign(k) * further[k];
                }
            }
            checkSlopes(grid, differences, 1, solution.slopes, what);
        }
    }

    private static void checkSlopes(
            Grid grid, double[] differences, double factor, float[] slopes, String what) {
        double scale = SMALL_SLOPE;
        for (int i = 0; i < differences.length; i++) {
            if (grid.probes.get(i).length == 1) {
                scale = Math.max(scale, Math.abs(differences[i]));
            }
        }
        for (int i = 0; i < differences.length; i++) {
            int[] probe = grid.probes.get(i);
            double slope = IntStream.of(probe).mapToDouble(k -> sign(k) * slopes[k]).sum();
            // Rounding adds up over many slopes, which may have it in common.
            double error = (SLOPE_ERROR + SHARED_ERROR * probe.length) * scale * factor;
            assertEquals(
                    factor * differences[i],
                    slope,
                    error,
                    () -> what + ", " + probe.length + " from " + probe[0]);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isTheSameAgainAndWhateverIsReadBefore(Operation operation) {
        for (Grid grid : GRIDS) {
            double size = operation.size(grid);
            for (UnaryOperator<HostArray> loss : losses(size)) {
                HostArray first = loss.apply(operation.of(grid));
                Solution once = new Solution(first, grid.size());
                String what = operation + ", " + grid;
                assertEquals((float) once.value, first.getFloat(), what);
                once.assertSame(new Solution(loss.apply(operation.of(grid)), grid.size()), what);

                HostArray result = operation.of(grid);
                float[] values = result.toFloatArray();
                HostArray read = loss.apply(result);
                assertEquals((float) once.value, read.getFloat(), what);
                assertArrayEquals(values, result.toFloatArray(), what);
                once.assertNear(new Solution(read, grid.size()), what + ", read");
                assertArrayEquals(values, result.toFloatArray(), what + ", solved");
            }
        }
    }

    private static List<UnaryOperator<HostArray>> losses(double size) {
        return List.of(HostArrayTest::weighted, result -> curved(result, size));
    }

    /** Each of them at its kinks and beside them, as a map and as numbers. */
    @Test
    void slopesAtKinksAreThoseOfTheEngines() {
        float above = Math.nextUp(1f);
        float below = Math.nextDown(-1f);
        float[] at = {-2, below, -1, -1e-30f, -0f, 0, 1e-30f, 1, above, 2};
        double[] relu = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
        double[] abs = {-1, -1, -1, -1, 0, 0, 1, 1, 1, 1};
        double[] clip = {0, 0, 1, 1, 1, 1, 1, 1, 0, 0};
        for (boolean map : new boolean[] {false, true}) {
            assertArrayEquals(relu, slopes(at, map, x -> host(x).relu()), "relu, map " + map);
            assertArrayEquals(abs, slopes(at, map, NDArray::abs), "abs, map " + map);
            assertArrayEquals(clip, slopes(at, map, x -> x.clip(-1, 1)), "clip, map " + map);
        }
    }

    private static double[] slopes(float[] at, boolean map, UnaryOperator<NDArray> operation) {
        HostArray x = predictions(at, 1, map ? 1 : at.length, map ? at.length : 1);
        HostArray loss = host(operation.apply(map ? x : x.sum(VOXELS)).sum());
        Solution solution = new Solution(loss, at.length);
        return IntStream.range(0, at.length).mapToDouble(i -> solution.slopes[i] + 0.0).toArray();
    }

    @Test
    void ofSeveralLargestTheFirstHasTheSlope() {
        HostArray x = predictions(new float[] {1, 2, -0f, 5, 1, 2, 0, 4, 0, 2, 0, 5}, 1, 3, 4);
        HostArray weights = x.constant(new float[] {2, 3, 4, 5}, new Shape(1, 1, 4));
        Solution solution = new Solution(host(x.largest().mul(weights).sum()), 12);
        assertEquals(2 + 6 + 25, solution.value);
        assertArrayEquals(new float[] {2, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0}, solution.slopes);
    }

    @Test
    void largeLogitsAreExact() {
        HostArray x = predictions(new float[] {100, -100, 0, -100, 100, 0}, 1, 2, 3);
        float ln2 = (float) Math.log(2);
        assertArrayEquals(
                new float[] {0, -200, -ln2, -200, 0, -ln2}, x.logSoftmax(1).toFloatArray());
        assertArrayEquals(new float[] {200, -200, 0, -200, 200, 0}, x.logOdds().toFloatArray());
        assertArrayEquals(
                new float[] {100, 0, ln2, 0, 100, ln2}, x.softplus().toFloatArray(), 1e-37f);
    }

    @Test
    void logOddsOfTiedAndLargeLogits() {
        HostArray x = predictions(new float[] {5, 100, 1, 5, -100, 1, 5, -100, -1000}, 1, 3, 3);
        float ln2 = (float) Math.log(2);
        assertArrayEquals(
                new float[] {-ln2, 200 - ln2, 0, -ln2, -200, 0, -ln2, -200, -1001 - ln2},
                x.logOdds().toFloatArray(),
                1e-6f);
        HostArray weights = x.constant(new float[] {1, 1, 1, 2, 2, 2, 0, 0, 0}, new Shape(1, 3, 3));
        Solution solution = new Solution(host(x.logOdds().mul(weights).sum()), 9);
        assertArrayEquals(
                new float[] {0, -1, -1, 1.5f, 1.5f, 1, -1.5f, -0.5f, 0}, solution.slopes, 1e-6f);
    }

    @Test
    void crossEntropyOfTiedAndLargeLogits() {
        HostArray x = predictions(new float[] {5, 30, 1, 5, -30, 100, 5, -30, -100}, 1, 3, 3);
        HostArray label = x.constant(new float[] {1, 1, 1, 0, 0, 0, 0, 0, 0}, new Shape(1, 3, 3));
        HostArray loss = x.logOdds().binaryCrossEntropy(label, host(label.neg().add(1)));
        float ln3 = (float) Math.log(3);
        float lnTwoThirds = (float) Math.log(2 / 3.0);
        float small = (float) Math.exp(-60);
        assertArrayEquals(
                new float[] {ln3, 2 * small, 99, -lnTwoThirds, small, 99, -lnTwoThirds, small, 0},
                loss.toFloatArray(),
                1e-6f);
        Solution solution = new Solution(host(loss.sum()), 9);
        // Where all is right, no digit of what is wrong is lost.
        assertEquals(-4 * small, solution.slopes[1], 1e-6f * small);
        assertEquals(2 * small, solution.slopes[4], 1e-6f * small);
        assertEquals(2 * small, solution.slopes[7], 1e-6f * small);
        assertEquals(-2, solution.slopes[2], 1e-6f);
        assertEquals(2, solution.slopes[5], 1e-6f);
    }

    private static List<Operation> constants() {
        return List.of(
                onHost("number", g -> number(g, 3)),
                onHost("made of numbers", g -> g.perImage.mul(2).add(g.perClass).sum()),
                onHost("map", g -> g.map.add(g.shared).mul(g.row).sum()),
                onHost("square of sum of map", g -> g.map.sum().square()),
                onHost("stopped map", g -> g.x.stopGradient().exp().sum()),
                onHost("stopped sum", g -> g.x.sum().stopGradient().square()),
                onHost("equal", g -> g.x.eq(1).add(1).sum()),
                onHost("most", g -> g.x.max(VOXELS).sum()),
                onHost("sign", g -> g.x.sum(VOXELS).sign().sum()),
                onHost("less stopped mean", g -> g.map.sub(mean(g).stopGradient()).square().sum()),
                onHost("softmax of constants", g -> g.map.softmax(1).square().sum()),
                onHost("stopped softmax", g -> g.x.softmax(1).stopGradient().sum().square()));
    }

    @ParameterizedTest
    @MethodSource("constants")
    void aConstantHasNoSlopes(Operation operation) {
        for (Grid grid : GRIDS) {
            Solution solution = new Solution(operation.of(grid), grid.size());
            assertTrue(Double.isFinite(solution.value), operation + ", " + grid);
            assertArrayEquals(new float[grid.size()], solution.slopes, operation + ", " + grid);
        }
    }

    /** Of an engine an array has nothing but its numbers. */
    @Test
    void anArrayOfAnEngineIsAConstant() {
        float[] at = {1, 2, 3, 4, 5, 6};
        Shape shape = new Shape(1, 2, 3);
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            HostArray x = predictions(at, 1, 2, 3);
            NDArray map = new Foreign(type, shape, 6, 5, 4, 3, 2, 1);
            NDArray numbers = new Foreign(type, new Shape(1, 2, 1), 10, 20);
            NDArray number = new Foreign(type, NONE, 7);
            HostArray loss = host(x.mul(map).add(numbers).sum().add(number));
            Solution solution = new Solution(loss, at.length);
            assertEquals(56 + 90 + 7, solution.value);
            assertArrayEquals(new float[] {6, 5, 4, 3, 2, 1}, solution.slopes);
        }
    }

    /** Numbers are in double: what single precision cannot tell apart is not lost on the way. */
    @Test
    void numbersAreInDouble() {
        HostArray x = predictions(new float[] {1, 2}, 1, 1, 2);
        HostArray many = x.constant(new double[] {1e9, -1e9}, new Shape(1, 2));
        assertEquals(3, new Solution(host(x.sum().add(many).sum(ROWS).mul(0.5)), 2).value);
    }

    private static List<Operation> unsupported() {
        return List.of(
                onHost("power of a map", g -> g.x.pow(g.map)),
                onHost("sum over images", g -> g.x.sum(new int[] {0}, true)),
                onHost("sum over rows, not kept", g -> g.x.sum(ROWS)),
                onHost("sum over two axes", g -> g.x.sum(new int[] {1, 2}, true)),
                onHost("most over rows", g -> g.x.max(ROWS, true)),
                onHost("most over all", g -> g.x.max(new int[] {1, 2}, true)),
                onHost("map of another shape", g -> g.x.reshape(new Shape(g.x.size()))),
                onHost("map of one more axis", g -> g.x.expandDims(0)),
                onHost("one image", g -> g.x.get(new NDIndex("0"))),
                onHost("one row", g -> g.x.get(new NDIndex(":, 0"))),
                onHost("some voxels", g -> g.x.get(new NDIndex(":, :, 0:1"))),
                onHost("mean", g -> g.x.mean()),
                onHost("labels with slopes", g -> host(g.x).binaryCrossEntropy(g.x, g.map)),
                onHost("maps of two sizes", g -> firstHalf(host(g.x)).add(g.x)),
                onHost("as many numbers", g -> g.x.mul(numbers(g))),
                onHost("sine", g -> g.x.sin()),
                onHost("greater", g -> g.x.gt(0)),
                onHost("product of matrices", g -> g.x.matMul(g.map)),
                onHost("axes in another order", g -> g.x.transpose(0, 2, 1)),
                onHost("sorted", g -> g.x.sort(2)),
                onHost("place of the largest", g -> g.x.argMax(1)),
                onHost("sine of numbers", g -> g.x.sum(VOXELS).sin()));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void whatIsNotThereIsRefused(Operation operation) {
        Grid grid = new Grid(3, 4, 31);
        assertThrows(UnsupportedOperationException.class, () -> operation.of(grid));
    }

    @Test
    void whatCannotBeDoneWithItIsRefused() {
        HostArray x = predictions(new float[] {1, 2, 3, 4}, 1, 2, 2);
        FloatBuffer gradient = FloatBuffer.allocate(4);
        assertThrows(UnsupportedOperationException.class, () -> x.solve(gradient));
        assertThrows(UnsupportedOperationException.class, () -> x.intern(x));
        assertThrows(UnsupportedOperationException.class, () -> x.toByteBuffer(false));
        assertThrows(UnsupportedOperationException.class, () -> x.getFloat(0, 1, 1));
        // Nothing to be done is no mistake.
        x.detach();
        assertEquals(1, x.getFloat());
    }

    /** A number that depends on every result, on each of them differently. */
    private static HostArray weighted(HostArray result) {
        double[] weights = weights((int) result.size());
        return host(result.mul(result.constant(weights, result.getShape())).sum());
    }

    /** Such a number that is no sum. */
    private static HostArray curved(HostArray result, double size) {
        return host(weighted(result).mul(1 / size).exp());
    }

    /** As many numbers of both signs, none of them near 0. */
    private static double[] weights(int count) {
        double[] weights = new double[count];
        Arrays.setAll(weights, i -> sign(i + count) * (0.5f + (i * 7919 + count) % 1009 / 1009f));
        return weights;
    }

    /** Which way a prediction moves in a probe of many. */
    private static int sign(int k) {
        return Integer.bitCount(k * 0x9e3779b9) % 2 * 2 - 1;
    }

    private static HostArray host(NDArray array) {
        return (HostArray) array;
    }

    private static HostArray number(Given<NDArray> g, double number) {
        return host(g.x).number(number);
    }

    private static HostArray predictions(float[] numbers, int images, int classes, int voxels) {
        return HostArray.predictions(null, FloatBuffer.wrap(numbers), images, classes, voxels);
    }

    private static NDIndex columns(long from, long to) {
        return new NDIndex().addAllDim().addSliceDim(from, to);
    }

    private static NDArray mean(Given<NDArray> g) {
        return g.x.sum(VOXELS, true).mul(1.0 / g.grid.voxels);
    }

    private static Field most(Given<Field> g, boolean kept) {
        Field most = g.stopped.most();
        return kept ? g.x.minus(most) : g.x.voxelSum().times(most);
    }

    private static Field power(Field x, double k) {
        return x.each(number -> Math.pow(number, k));
    }

    private static Field square(Field x) {
        return x.times(x);
    }

    private static Field clip(Field x, double min, double max) {
        return x.each(number -> number < min ? min : number > max ? max : number);
    }

    /** A number for each of some places that are not the voxels. */
    private static HostArray numbers(Given<NDArray> g) {
        return host(g.x).constant(new double[5], new Shape(1, 1, 5));
    }

    /** The squares of the voxels, the last one first. */
    private static HostArray reversed(HostArray x) {
        int voxels = (int) x.getShape().get(2);
        Filter filter =
                new Filter() {
                    @Override
                    public int voxels() {
                        return voxels;
                    }

                    @Override
                    public void forward(int image, float[] from, float[] y) {
                        for (int v = 0; v < voxels; v++) {
                            y[v] = from[voxels - 1 - v] * from[voxels - 1 - v];
                        }
                    }

                    @Override
                    public void backward(int image, float[] from, float[] dy, float[] dx) {
                        for (int v = 0; v < voxels; v++) {
                            dx[voxels - 1 - v] += 2 * from[voxels - 1 - v] * dy[v];
                        }
                    }
                };
        return x.filtered(filter, new Shape(voxels));
    }

    private static Field reversed(Field x) {
        return Field.of(x.images, x.rows, x.voxels, (n, k, v) -> x.get(n, k, x.voxels - 1 - v));
    }

    private static HostArray firstHalf(HostArray x) {
        int half = half((int) x.getShape().get(2));
        Filter filter =
                new Filter() {
                    @Override
                    public int voxels() {
                        return half;
                    }

                    @Override
                    public void forward(int image, float[] from, float[] y) {
                        System.arraycopy(from, 0, y, 0, half);
                    }

                    @Override
                    public void backward(int image, float[] from, float[] dy, float[] dx) {
                        Stretch.add(1, dy, 0, dx, 0, half);
                    }
                };
        return x.filtered(filter, new Shape(half));
    }

    private static Field firstHalf(Field x) {
        return Field.of(x.images, x.rows, half(x.voxels), x::get);
    }

    private static int half(int voxels) {
        return (voxels + 1) / 2;
    }

    private static Field softplus(Field x) {
        return x.each(z -> Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
    }

    private static Field equal(Field x, double to) {
        return x.each(number -> number == to ? 1 : 0);
    }

    private static Operation signed(
            String name,
            Function<Given<NDArray>, NDArray> host,
            Function<Given<Field>, Field> naive) {
        return new Operation(name, Domain.SIGNED, host, naive);
    }

    private static Operation positive(
            String name,
            Function<Given<NDArray>, NDArray> host,
            Function<Given<Field>, Field> naive) {
        return new Operation(name, Domain.POSITIVE, host, naive);
    }

    private static Operation onHost(String name, Function<Given<NDArray>, NDArray> host) {
        return new Operation(name, Domain.SIGNED, host, null);
    }

    /** An operation of two arrays. */
    private record Pair(String name, BinaryOperator<NDArray> host, DoubleBinaryOperator naive) {}

    /** What can stand beside the predictions. */
    private record Operand(
            String name,
            Function<Given<NDArray>, NDArray> host,
            Function<Given<Field>, Field> naive) {}

    /** Predictions that stay away from all kinks, and that no two classes share. */
    private enum Domain {
        SIGNED,
        POSITIVE,
        LARGE;

        private float of(int place, int row) {
            float step = (place * 89 + 37) % 256 / 64f;
            return switch (this) {
                case SIGNED -> step - 2 + 1 / 128f + row / 1000f;
                case POSITIVE -> step + 0.3f;
                case LARGE -> (step - 2) * 50 + row / 10f;
            };
        }
    }

    /**
     * What a formula is written for.
     *
     * @param x the predictions, or what a formula has made of them
     * @param stopped the same, but never moved
     * @param map a constant {@code [N, K, V]}
     * @param row a constant {@code [N, 1, V]}
     * @param shared a constant {@code [1, K, V]}
     * @param perImage constant numbers {@code [N, K, 1]}
     * @param perClass constant numbers {@code [1, K, 1]}
     * @param single a constant number
     * @param labels whole numbers {@code [N, 1, V]}
     */
    private record Given<T>(
            Grid grid,
            T x,
            T stopped,
            T map,
            T row,
            T shared,
            T perImage,
            T perClass,
            T single,
            T labels) {

        private int k() {
            return grid.classes;
        }

        private int v() {
            return grid.voxels;
        }

        private Given<T> with(T otherX, T otherStopped) {
            return new Given<>(
                    grid,
                    otherX,
                    otherStopped,
                    map,
                    row,
                    shared,
                    perImage,
                    perClass,
                    single,
                    labels);
        }
    }

    private record Operation(
            String name,
            Domain domain,
            Function<Given<NDArray>, NDArray> host,
            Function<Given<Field>, Field> naive) {

        private HostArray of(Grid grid) {
            return of(grid.onHost(domain));
        }

        private HostArray of(Given<NDArray> given) {
            return HostArrayTest.host(host.apply(given));
        }

        private Field naive(Grid grid) {
            Field x = grid.naive(domain);
            return naive.apply(grid.constants.with(x, x));
        }

        /** What smaller results are rounded like: differences of logits as these are. */
        private double unit(Field results) {
            return domain == Domain.LARGE ? Math.max(1, results.largestSize()) : 1;
        }

        /** What the sum of all results is rounded like. */
        private double size(Grid grid) {
            Field results = naive(grid);
            return results.each(y -> Math.max(1, Math.abs(y))).total().at[0];
        }

        /** The central difference of the weighted results in each of the probes. */
        private double[] differences(Grid grid, double[] weights) {
            Field x = grid.naive(domain);
            return grid.probes.stream()
                    .mapToDouble(
                            probe -> {
                                Field up = x.moved(probe, STEP);
                                Field down = x.moved(probe, -STEP);
                                return naive.apply(grid.constants.with(up, x))
                                                .minus(naive.apply(grid.constants.with(down, x)))
                                                .dot(weights)
                                        / (2 * STEP);
                            })
                    .toArray();
        }

        @Override
        public String toString() {
            return name + ", " + domain.name().toLowerCase(Locale.ROOT);
        }
    }

    private static final class Grid {

        private final int images;
        private final int classes;
        private final int voxels;
        private final int[] index;
        private final Given<Field> constants;
        private final Map<Domain, float[]> predictions = new EnumMap<>(Domain.class);

        /** Predictions that move together: one alone, or all of an image that are in a block. */
        private final List<int[]> probes = new ArrayList<>();

        Grid(int images, int classes, int voxels) {
            this.images = images;
            this.classes = classes;
            this.voxels = voxels;
            Random random = new Random(size());
            index = random.ints((long) images * voxels, 0, classes).toArray();
            constants =
                    new Given<>(
                            this,
                            null,
                            null,
                            constant(random, images, classes, voxels),
                            constant(random, images, 1, voxels),
                            constant(random, 1, classes, voxels),
                            constant(random, images, classes, 1),
                            constant(random, 1, classes, 1),
                            constant(random, 1, 1, 1),
                            Field.of(images, 1, voxels, (n, k, v) -> random.nextInt(4)));
            for (int n = 0; n < images; n++) {
                for (int from = 0; from < voxels; from += Block.SIZE) {
                    probes.add(block(n, from, Math.min(voxels, from + Block.SIZE)));
                }
            }
            if (size() <= FEW) {
                IntStream.range(0, size()).forEach(i -> probes.add(new int[] {i}));
                return;
            }
            for (int v : EDGES) {
                if (v < voxels) {
                    probes.add(new int[] {random.nextInt(images * classes) * voxels + v});
                }
            }
        }

        private static Field constant(Random random, int images, int rows, int voxels) {
            double[] numbers = weights(images * rows * voxels + random.nextInt(1000));
            return Field.of(
                    images, rows, voxels, (n, k, v) -> numbers[(n * rows + k) * voxels + v]);
        }

        private int[] block(int n, int from, int to) {
            return IntStream.range(n * classes, (n + 1) * classes)
                    .flatMap(row -> IntStream.range(row * voxels + from, row * voxels + to))
                    .toArray();
        }

        /** The index, and no class where voxels are ignored. */
        private int[] someLabelled() {
            int[] some = index.clone();
            for (int i = 1; i < some.length; i += 5) {
                some[i] = classes;
            }
            return some;
        }

        private Field oneHot() {
            int[] labels = someLabelled();
            return Field.of(
                    images, classes, voxels, (n, k, v) -> labels[n * voxels + v] == k ? 1 : 0);
        }

        private int size() {
            return images * classes * voxels;
        }

        private float[] predictions(Domain domain) {
            return predictions.computeIfAbsent(
                    domain,
                    kind -> {
                        float[] x = new float[size()];
                        for (int i = 0; i < x.length; i++) {
                            x[i] = kind.of(i, i / voxels % classes);
                        }
                        return x;
                    });
        }

        private Field naive(Domain domain) {
            float[] x = predictions(domain);
            Field field = new Field(images, classes, voxels);
            Arrays.setAll(field.at, i -> x[i]);
            return field;
        }

        /** In all the ways in which a constant can be given. */
        private Given<NDArray> onHost(Domain domain) {
            HostArray x = HostArrayTest.predictions(predictions(domain), images, classes, voxels);
            return new Given<>(
                    this,
                    x,
                    x.stopGradient(),
                    x.map(
                            classes,
                            (image, from, rows, length) -> {
                                for (int row = 0; row < classes; row++) {
                                    for (int i = 0; i < length; i++) {
                                        rows[row][i] =
                                                (float) constants.map.get(image, row, from + i);
                                    }
                                }
                            }),
                    x.constant(constants.row.floats(), constants.row.shape()),
                    x.constant(constants.shared.at, constants.shared.shape()),
                    x.constant(constants.perImage.floats(), constants.perImage.shape()),
                    x.constant(constants.perClass.at, constants.perClass.shape()),
                    x.number(constants.single.at[0]),
                    x.constant(constants.labels.floats(), constants.labels.shape()));
        }

        /** A matrix with as many columns as there are classes. */
        private double[] matrix(int rows) {
            return weights(rows * classes);
        }

        @Override
        public String toString() {
            return Arrays.toString(new int[] {images, classes, voxels});
        }
    }

    /** Numbers {@code [N, K, V]}, of which an axis of length 1 stands for one of any length. */
    private static final class Field {

        private final int images;
        private final int rows;
        private final int voxels;
        private final double[] at;

        private interface Cell {
            double of(int n, int k, int v);
        }

        private Field(int images, int rows, int voxels) {
            this.images = images;
            this.rows = rows;
            this.voxels = voxels;
            at = new double[images * rows * voxels];
        }

        private static Field of(int images, int rows, int voxels, Cell cell) {
            Field field = new Field(images, rows, voxels);
            int i = 0;
            for (int n = 0; n < images; n++) {
                for (int k = 0; k < rows; k++) {
                    for (int v = 0; v < voxels; v++) {
                        field.at[i++] = cell.of(n, k, v);
                    }
                }
            }
            return field;
        }

        private double get(int n, int k, int v) {
            int row = (images == 1 ? 0 : n) * rows + (rows == 1 ? 0 : k);
            return at[row * voxels + (voxels == 1 ? 0 : v)];
        }

        private Field each(DoubleUnaryOperator f) {
            Field result = new Field(images, rows, voxels);
            Arrays.setAll(result.at, i -> f.applyAsDouble(at[i]));
            return result;
        }

        private Field with(Field other, DoubleBinaryOperator f) {
            Field result =
                    new Field(
                            Math.max(images, other.images),
                            Math.max(rows, other.rows),
                            Math.max(voxels, other.voxels));
            int i = 0;
            for (int n = 0; n < result.images; n++) {
                for (int k = 0; k < result.rows; k++) {
                    for (int v = 0; v < result.voxels; v++) {
                        result.at[i++] = f.applyAsDouble(get(n, k, v), other.get(n, k, v));
                    }
                }
            }
            return result;
        }

        private Field plus(Field other) {
            return with(other, Double::sum);
        }

        private Field plus(double number) {
            return each(x -> x + number);
        }

        private Field minus(Field other) {
            return with(other, (a, b) -> a - b);
        }

        private Field times(Field other) {
            return with(other, (a, b) -> a * b);
        }

        private Field times(double number) {
            return each(x -> x * number);
        }

        private Field over(Field other) {
            return with(other, (a, b) -> a / b);
        }

        private Field imageSum() {
            return of(1, rows, voxels, (n, k, v) -> sum(images, i -> get(i, k, v)));
        }

        private Field rowSum() {
            return of(images, 1, voxels, (n, k, v) -> sum(rows, i -> get(n, i, v)));
        }

        private Field voxelSum() {
            return of(images, rows, 1, (n, k, v) -> sum(voxels, i -> get(n, k, i)));
        }

        private Field total() {
            return voxelSum().rowSum().imageSum();
        }

        private Field mean() {
            return voxelSum().times(1.0 / voxels);
        }

        private Field most() {
            return of(images, rows, 1, (n, k, v) -> max(voxels, i -> get(n, k, i)));
        }

        private Field largest() {
            return of(images, 1, voxels, (n, k, v) -> max(rows, i -> get(n, i, v)));
        }

        private Field rows(int from, int to) {
            return of(images, to - from, voxels, (n, k, v) -> get(n, from + k, v));
        }

        private Field pick(int[] index) {
            return of(images, 1, voxels, (n, k, v) -> get(n, index[n * voxels + v], v));
        }

        private Field mix(double[] matrix) {
            return of(
                    images,
                    matrix.length / rows,
                    voxels,
                    (n, k, v) -> sum(rows, i -> matrix[k * rows + i] * get(n, i, v)));
        }

        private Field softmax() {
            return minus(logSumExp()).each(Math::exp);
        }

        private Field logSumExp() {
            Field most = largest();
            return most.plus(minus(most).each(Math::exp).rowSum().each(Math::log));
        }

        private Field logOdds() {
            return of(
                    images,
                    rows,
                    voxels,
                    (n, k, v) -> {
                        double most = max(rows, i -> i == k ? -1e9 : get(n, i, v));
                        double sum = sum(rows, i -> i == k ? 0 : Math.exp(get(n, i, v) - most));
                        return get(n, k, v) - most - Math.log(sum);
                    });
        }

        private static double sum(int count, IntToDoubleFunction term) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += term.applyAsDouble(i);
            }
            return sum;
        }

        private static double max(int count, IntToDoubleFunction term) {
            double max = term.applyAsDouble(0);
            for (int i = 1; i < count; i++) {
                max = Math.max(max, term.applyAsDouble(i));
            }
            return max;
        }

        private Field moved(int[] places, double by) {
            Field moved = new Field(images, rows, voxels);
            System.arraycopy(at, 0, moved.at, 0, at.length);
            for (int k : places) {
                moved.at[k] += sign(k) * by;
            }
            return moved;
        }

        private double dot(double[] weights) {
            return sum(at.length, i -> weights[i] * at[i]);
        }

        private double largestSize() {
            return max(at.length, i -> Math.abs(at[i]));
        }

        private Shape shape() {
            return new Shape(images, rows, voxels);
        }

        private float[] floats() {
            float[] floats = new float[at.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) at[i];
            }
            return floats;
        }
    }

    private static final class Solution {

        private final double value;
        private final float[] slopes;

        /** Whatever the memory for the slopes held before. */
        private Solution(HostArray loss, int size) {
            FloatBuffer gradient =
                    ByteBuffer.allocateDirect(size * Float.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
            for (int i = 0; i < size; i++) {
                gradient.put(i, Float.NaN);
            }
            value = loss.solve(gradient);
            slopes = new float[size];
            gradient.get(0, slopes);
        }

        private void assertSame(Solution other, String what) {
            assertEquals(value, other.value, what);
            assertArrayEquals(slopes, other.slopes, what);
        }

        /** A softmax that was read stands for its exponentials later, but for the last digits. */
        private void assertNear(Solution other, String what) {
            float largest = 0;
            for (float slope : slopes) {
                largest = Math.max(largest, Math.abs(slope));
            }
            assertEquals(value, other.value, LAST_DIGITS * Math.abs(value), what);
            assertArrayEquals(slopes, other.slopes, LAST_DIGITS * largest, what);
        }
    }

    /** An array of an engine. */
    private static final class Foreign extends NDArrayAdapter {

        private final double[] numbers;

        Foreign(DataType type, Shape shape, double... numbers) {
            super(null, null, shape, type, "foreign");
            this.numbers = numbers;
        }

        @Override
        public ByteBuffer toByteBuffer(boolean tryDirect) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(numbers.length * getDataType().getNumOfBytes())
                            .order(ByteOrder.nativeOrder());
            for (double number : numbers) {
                if (getDataType() == DataType.FLOAT64) {
                    bytes.putDouble(number);
                } else {
                    bytes.putFloat((float) number);
                }
            }
            return bytes.rewind();
        }

        @Override
        public void intern(NDArray replaced) {
            throw new UnsupportedOperationException("it is a constant");
        }

        @Override
        public void detach() {
            throw new UnsupportedOperationException("it has no manager");
        }
    }
}
